/** Links that are mailed to people: the mails as they would be sent, and their tokens. */
import { sendLink } from '../../server/accounts/send-link.ts';
import type { Context } from '../../server/context.ts';
import type { NewAccount } from '../../server/contract/account-links.ts';
import { accountLinks } from '../../server/database/schema/schema.ts';
import type { Mail } from '../../server/mail/mail.ts';
import type { Browser } from './app.ts';

/** Sends the links that wait. @returns their mails, in the order in which they were asked for */
export async function mailLinks(context: Context): Promise<Mail[]> {
  const mails: Mail[] = [];
  const mailer = { send: async (mail: Mail) => void mails.push(mail) };
  const links = await context.db.select().from(accountLinks).orderBy(accountLinks.createdAt);
  for (const { id, tokenHash } of links) if (!tokenHash) await sendLink(context, mailer, id);
  return mails;
}

/** The token in a mail. */
export const tokenIn = (mail: Mail | undefined): string => /#([\w-]{43})\n/.exec(mail?.text ?? '')?.[1] ?? '';

/** To all there is to consent to. */
export const consentsTo = ({ config }: Pick<Context, 'config'>): NewAccount['consents'] => ({
  ...{ privacy: config.privacy.since, overFourteen: true, traits: true },
});

/** Signs up in a browser, which is signed in then. @returns the answer to that */
export async function signUp(
  context: Context,
  browser: Browser,
  { password, ...account }: Omit<NewAccount, 'consents'> & { password: string },
) {
  const asked = await browser('POST', '/api/accounts', { consents: consentsTo(context), ...account });
  if (asked.status !== 202) throw new Error(`Not asked for: ${asked.status}`);
  const mail = (await mailLinks(context)).find(({ to }) => to === account.email.toLowerCase());
  return browser('POST', '/api/account-links/use', { token: tokenIn(mail), password });
}

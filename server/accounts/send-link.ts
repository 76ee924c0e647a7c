/** Writes the mail of a link. Whether the address has an account is looked at here, where nobody waits for an answer. */
import type { Context } from '../context.ts';
import type { Db } from '../database/client.ts';
import { institutionOf } from '../institution/queries.ts';
import { type Mailer, MailFailed } from '../mail/mail.ts';
import { linkMail, ssoMail, takenMail } from './link-mail.ts';
import { deleteLink, giveToken, holdLink, type Link } from './link-queries.ts';
import { accountById, accountWithHash } from './queries.ts';
import { securityMail } from './security-mail.ts';
import { newToken } from './tokens.ts';

/**
 * Sends a link, with a token that is made now and of which only the hash is kept; a mail that is tried again has
 * another one.
 * @throws {MailFailed} when it is to be tried again
 */
export async function sendLink(context: Context, mailer: Mailer, id: string): Promise<void> {
  const { db, config, log, clock } = context;
  try {
    await db.transaction(async (tx) => {
      const link = await holdLink(tx, id, clock());
      if (!link) return;
      const { name: institution } = await institutionOf({ db: tx, config });
      const sender = { institution, origin: config.publicUrl };
      const account = await accountWithHash(tx, link.email);
      const known = account !== null;
      if (link.kind === 'email') await tellFormer(tx, context, mailer, link, sender);
      if (link.kind === 'reset' && account && !account.hasPassword && config.sso) {
        await deleteLink(tx, id);
        await mailer.send(ssoMail(link, { ...sender, sso: config.sso.name }));
        return;
      }
      if (known === (link.kind === 'reset')) {
        const token = newToken();
        await giveToken(tx, id, token);
        await mailer.send(linkMail(link, token, sender));
        return;
      }
      await deleteLink(tx, id);
      if (known) await mailer.send(takenMail(link, sender));
    });
  } catch (error) {
    const refused = error instanceof MailFailed && error.refused;
    log.warn({ link: id, err: error, refused }, 'mail: a link was not sent');
    if (!refused) throw error;
  }
}

/**
 * Tells the address that an account still has that another one was asked for: before the link can be used, as its token
 * is not made yet, and whether or not the other one is taken. An address that takes no mail any more stops nobody who
 * leaves it.
 */
async function tellFormer(
  tx: Db,
  { log }: Pick<Context, 'log'>,
  mailer: Mailer,
  { id, accountId, createdAt: at }: Link,
  sender: { institution: string; origin: string },
): Promise<void> {
  const account = accountId && (await accountById(tx, accountId));
  if (!account) return;
  const asked = { id: `${id}.former`, event: 'email_asked', at, email: account.email } as const;
  try {
    await mailer.send(securityMail(asked, sender));
  } catch (error) {
    if (!(error instanceof MailFailed && error.refused)) throw error;
    log.warn({ link: id, err: error }, 'mail: the former address was not told');
  }
}

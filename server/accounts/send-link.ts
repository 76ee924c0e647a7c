/** Writes the mail of a link. Whether the address has an account is looked at here, where nobody waits for an answer. */
import type { Context } from '../context.ts';
import { institutionOf } from '../institution/queries.ts';
import { type Mailer, MailFailed } from '../mail/mail.ts';
import { linkMail, ssoMail, takenMail } from './link-mail.ts';
import { deleteLink, giveToken, holdLink } from './link-queries.ts';
import { accountWithHash } from './queries.ts';
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

/** Tells people by mail that the way into their account was changed. */
import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Db } from '../database/client.ts';
import { institutionOf } from '../institution/queries.ts';
import { type Mailer, MailFailed } from '../mail/mail.ts';
import type { SecurityEvent, SecurityJob } from '../queue/mail-jobs.ts';
import { accountById } from './queries.ts';
import { securityMail } from './security-mail.ts';

/** Has the mail sent, once the caller's transaction, which changes it, is committed. */
export async function noteChange(
  tx: Db,
  { queue, clock }: Pick<Context, 'queue' | 'clock'>,
  accountId: string,
  event: SecurityEvent,
): Promise<void> {
  const at = clock().toISOString();
  await queue.post(tx, [{ kind: 'security', id: randomUUID(), accountId, event, at }]);
}

/** Sends it to the address that the account has by then. @throws {MailFailed} when it is to be tried again */
export async function sendSecurityMail(
  { db, config, log }: Context,
  mailer: Mailer,
  { id, accountId, event, at }: SecurityJob,
): Promise<void> {
  const account = await accountById(db, accountId);
  // whoever withdrew meanwhile is written to no more
  if (!account) return;
  const { name: institution } = await institutionOf({ db, config });
  const change = { id, event, at: new Date(at), email: account.email };
  try {
    await mailer.send(securityMail(change, { institution, origin: config.publicUrl }));
  } catch (error) {
    const refused = error instanceof MailFailed && error.refused;
    log.warn({ account: accountId, event, err: error, refused }, 'mail: a change was not told');
    if (!refused) throw error;
  }
}

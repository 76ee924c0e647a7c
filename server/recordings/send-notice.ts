/** Sends the mails about recordings. */
import type { Context } from '../context.ts';
import { institutionOf } from '../institution/queries.ts';
import { type Mailer, MailFailed } from '../mail/mail.ts';
import type { NoticeJob } from '../queue/mail-jobs.ts';
import { noticeMail } from './notice-mail.ts';
import { holdNotice, markNoticeSent } from './notices.ts';

/**
 * Sends a notice unless it was sent, however often it is called and by however many at once. Only a process that
 * dies between the mail server's yes and the commit sends it again, under the same Message-ID.
 * @throws {MailFailed} when it is to be tried again
 */
export async function sendNotice(context: Context, mailer: Mailer, job: NoticeJob): Promise<void> {
  const { db, config, log, clock } = context;
  try {
    await db.transaction(async (tx) => {
      const notice = await holdNotice(tx, job);
      if (!notice) return;
      const { name } = await institutionOf({ db: tx, config });
      await mailer.send(noticeMail(notice, name, config.publicUrl));
      await markNoticeSent(tx, notice, clock());
    });
  } catch (error) {
    const about = { recording: job.recordingId, outcome: job.outcome };
    const refused = error instanceof MailFailed && error.refused;
    log.warn({ ...about, err: error, refused }, 'mail: a notice was not sent');
    if (!refused) throw error;
  }
}

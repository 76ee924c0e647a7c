/** SQL of whom to tell what became of a recording. */
import { and, eq, sql } from 'drizzle-orm';
import { type Db, first, rowsOf } from '../database/client.ts';
import type { NoticeOutcome } from '../database/schema/recording-notices.ts';
import { accounts, lectures, recordingNotices, recordings } from '../database/schema/schema.ts';
import type { Queue } from '../queue/queue.ts';

type NoticeId = { recordingId: string; outcome: NoticeOutcome };

/**
 * Posts the news to the lecture's manager, if that account wants mails, within the transaction in which it becomes
 * true. A recording that was tried again has news again.
 */
export async function postNotice(tx: Db, queue: Queue, { recordingId, outcome }: NoticeId): Promise<void> {
  const posted = await rowsOf(
    tx,
    sql`
    insert into recording_notices (recording_id, outcome, account_id)
    select r.id, ${outcome}, a.id
    from recordings r join lectures l on l.id = r.lecture_id join accounts a on a.id = l.created_by
    where r.id = ${recordingId}::uuid and a.notify
    on conflict (recording_id, outcome)
      do update set account_id = excluded.account_id, created_at = excluded.created_at, sent_at = null
    returning 1`,
  );
  if (posted.length > 0) await queue.post(tx, [{ kind: 'recording-notice', recordingId, outcome }]);
}

/** What a mail about a recording is made of. */
export type Notice = NoticeId & {
  email: string;
  /** of the recording's rejection or failure */
  code: string | null;
  lecture: { id: string; title: string; titleEn: string };
  createdAt: Date;
};

/**
 * Holds a notice until the transaction ends; null when it was sent, or has nothing to say any more: the recording
 * is being tried again, the lecture is in the bin, or the account wants no mails by now.
 */
export async function holdNotice(tx: Db, { recordingId, outcome }: NoticeId): Promise<Notice | null> {
  const rows = await tx
    .select({
      recordingId: recordingNotices.recordingId,
      outcome: recordingNotices.outcome,
      email: accounts.email,
      code: recordings.code,
      lecture: { id: lectures.id, title: lectures.title, titleEn: lectures.titleEn },
      createdAt: recordingNotices.createdAt,
    })
    .from(recordingNotices)
    .innerJoin(accounts, eq(accounts.id, recordingNotices.accountId))
    .innerJoin(recordings, eq(recordings.id, recordingNotices.recordingId))
    .innerJoin(lectures, eq(lectures.id, recordings.lectureId))
    .where(
      and(
        thatNotice({ recordingId, outcome }),
        sql`${recordingNotices.sentAt} is null and ${recordings.state} = ${outcome}`,
        sql`${lectures.deletedAt} is null and ${accounts.notify}`,
      ),
    )
    .for('update', { of: recordingNotices });
  return first(rows);
}

/** The mail is somebody else's now. @param tx holds the notice */
export async function markNoticeSent(tx: Db, notice: NoticeId, now: Date): Promise<void> {
  await tx.update(recordingNotices).set({ sentAt: now }).where(thatNotice(notice));
}

const thatNotice = ({ recordingId, outcome }: NoticeId) =>
  and(eq(recordingNotices.recordingId, recordingId), eq(recordingNotices.outcome, outcome));

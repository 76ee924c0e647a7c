/** SQL of drafts that a speech-to-text server writes down. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { TranscriptionFailure } from '../contract/captions.ts';
import { type Db, first, rowsOf } from '../database/client.ts';
import { CURRENT } from '../database/schema/recordings.ts';
import { transcriptions } from '../database/schema/schema.ts';
import { insertDraft, type Which } from './draft-queries.ts';
import type { TimedText } from './file.ts';
import { captionTrack } from './track-queries.ts';

const is = ({ lectureId, language }: Which) =>
  and(eq(transcriptions.lectureId, lectureId), eq(transcriptions.language, language));
const UNDER_WAY = inArray(transcriptions.state, ['queued', 'running']);
const held = (which: Which, attempt: string) =>
  and(is(which), eq(transcriptions.attempt, attempt), eq(transcriptions.state, 'running'));

/** SQL of `recordings r`: all of its sound is there to be listened to. */
const HEARABLE = sql`${CURRENT} and r.ready_at is not null
  and exists (select 1 from renditions a where a.recording_id = r.id and a.name = 'listen')`;

/** Whether a lecture has sound that could be written down. */
export async function hasSound(db: Db, lectureId: string): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`select 1 from recordings r where r.lecture_id = ${lectureId}::uuid and ${HEARABLE}`,
  );
  return rows.length > 0;
}

/** Asks for one. @returns the recording to listen to; null when there is none, a draft stands already or one is under way */
export async function requestTranscription(db: Db, { lectureId, language }: Which): Promise<string | null> {
  const rows = await rowsOf<{ recordingId: string }>(
    db,
    sql`
    insert into transcriptions as s (lecture_id, language, recording_id)
    select r.lecture_id, ${language}, r.id from recordings r
    where r.lecture_id = ${lectureId}::uuid and ${HEARABLE} and not exists (
      select 1 from caption_drafts d where d.lecture_id = r.lecture_id and d.language = ${language})
    on conflict (lecture_id, language) do update set recording_id = excluded.recording_id, state = 'queued',
      attempt = null, pieces = null, heard = '[]', code = null, created_at = now(), updated_at = now()
    where s.state not in ('queued', 'running')
    returning recording_id as "recordingId"`,
  );
  return first(rows)?.recordingId ?? null;
}

/** @returns whether there was one to stop */
export async function cancelTranscription(db: Db, which: Which): Promise<boolean> {
  const rows = await db
    .update(transcriptions)
    .set({ state: 'cancelled', attempt: null, updatedAt: sql`now()` })
    .where(and(is(which), UNDER_WAY))
    .returning({ state: transcriptions.state });
  return rows.length > 0;
}

/** An attempt takes it over, where the last one stopped. @returns what was heard so far; null = it is not wanted */
export async function takeTranscription(
  db: Db,
  which: Which,
  recordingId: string,
  attempt: string,
): Promise<TimedText[][] | null> {
  const rows = await db
    .update(transcriptions)
    .set({ state: 'running', attempt, updatedAt: sql`now()` })
    .where(and(is(which), UNDER_WAY, eq(transcriptions.recordingId, recordingId)))
    .returning({ heard: transcriptions.heard });
  return first(rows)?.heard ?? null;
}

/** Whether the attempt's work still counts. */
export async function holdsTranscription(db: Db, which: Which, attempt: string): Promise<boolean> {
  const rows = await db
    .select({ state: transcriptions.state })
    .from(transcriptions)
    .where(held(which, attempt));
  return rows.length > 0;
}

/** @returns whether it counted */
export async function landHeard(
  db: Db,
  which: Which,
  attempt: string,
  { heard, pieces }: { heard: TimedText[][]; pieces: number },
): Promise<boolean> {
  const rows = await db
    .update(transcriptions)
    .set({ heard, pieces, updatedAt: sql`now()` })
    .where(held(which, attempt))
    .returning({ state: transcriptions.state });
  return rows.length > 0;
}

/** What was heard becomes a draft, unless somebody began one meanwhile: that one stays. */
export async function finishTranscription(
  db: Db,
  which: Which,
  attempt: string,
  said: readonly TimedText[],
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const rows = await tx
      .update(transcriptions)
      .set({ state: 'done', attempt: null, heard: [], updatedAt: sql`now()` })
      .where(held(which, attempt))
      .returning({ recordingId: transcriptions.recordingId });
    const heard = first(rows);
    if (!heard) return;
    const fail = (code: TranscriptionFailure) =>
      tx.update(transcriptions).set({ state: 'failed', code }).where(is(which));
    // another recording plays by now, and its times are others
    const current = await rowsOf(
      tx,
      sql`select 1 from recordings r where r.id = ${heard.recordingId}::uuid and ${CURRENT}`,
    );
    if (current.length === 0) return void (await fail('internal'));
    const track = await captionTrack(tx, which.lectureId, which.language);
    const begun = await insertDraft(tx, which, {
      cues: said.map((cue, index) => ({ id: `s${index}`, ...cue })),
      origin: 'automatic',
      trackVersion: track?.version ?? 0,
      savedBy: null,
      now,
    });
    if (!begun) await fail('draft');
  });
}

/** @param attempt whose failure it is; null = whoever had it last */
export async function failTranscription(
  db: Db,
  which: Which,
  attempt: string | null,
  code: TranscriptionFailure,
): Promise<void> {
  await db
    .update(transcriptions)
    .set({ state: 'failed', code, attempt: null, updatedAt: sql`now()` })
    .where(attempt ? held(which, attempt) : and(is(which), UNDER_WAY));
}

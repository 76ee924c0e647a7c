/** SQL of what storage must keep of a recording. */
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { RecordingState } from '../contract/vocabulary.ts';
import { type Db, first, rowsOf } from '../database/client.ts';
import { recordings } from '../database/schema/schema.ts';

/**
 * Keys that rows name, once the recording is ready: nothing is added to them any more. None before.
 * @returns null when the recording is gone, and nothing of it is to be kept
 */
export async function namedKeys(
  db: Db,
  recordingId: string,
): Promise<{ state: RecordingState; keys: string[] } | null> {
  const rows = await rowsOf<{ state: RecordingState; keys: string[] }>(
    db,
    sql`
    select r.state, case when r.state = 'ready' then array(
      select init_key from renditions where recording_id = r.id and init_key is not null
      union all select unnest(keys) from segment_runs where recording_id = r.id
      union all select vtt_key from storyboards where recording_id = r.id
      union all select unnest(poster_keys) from storyboards where recording_id = r.id
    ) else '{}' end as keys
    from recordings r where r.id = ${recordingId}::uuid`,
  );
  return first(rows);
}

/** Ids of recordings that were replaced before then and whose files are there still. */
export async function replacedBefore(db: Db, time: Date): Promise<string[]> {
  const rows = await db
    .select({ id: recordings.id })
    .from(recordings)
    .where(and(lt(recordings.replacedAt, time), isNull(recordings.removedAt)));
  return rows.map((row) => row.id);
}

export async function markRemoved(db: Db, id: string, now: Date): Promise<void> {
  await db.update(recordings).set({ removedAt: now }).where(eq(recordings.id, id));
}

/**
 * SQL of the moments at which something that was made begins to count. Each is one transaction that
 * holds the recording's row: a stale attempt, or one of a cancelled recording, changes nothing.
 */
import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import { type Db, first, rowsOf } from '../database/client.ts';
import { chunks, recordings, renditions, segmentRuns, storyboards } from '../database/schema/schema.ts';
import type { Queue } from '../queue/queue.ts';

/** What one attempt made of one rendition, already in storage. */
export type LandedRun = {
  rendition: string;
  run: number;
  keys: string[];
  durations: number[];
  bytes: number[];
};
/** A rendition's init segment, as an attempt stored it. */
export type LandedInit = { rendition: string; key: string; sha256: string; codecs: string };

/** The init segment differs from the one that earlier chunks of the rendition came with. */
class InitMismatch extends Error {
  override name = 'InitMismatch';
}

/**
 * A chunk is done: its segments, and on the first chunk the init segments, join the playlists.
 * @returns false when the attempt no longer holds the chunk; true again when it landed before
 * @throws {InitMismatch}
 */
export async function landChunk(
  db: Db,
  queue: Queue,
  landed: { recordingId: string; index: number; attempt: string; inits: LandedInit[]; runs: LandedRun[] },
): Promise<boolean> {
  const { recordingId, index, attempt } = landed;
  return db.transaction(async (tx) => {
    if (!(await lockTranscoding(tx, recordingId))) return false;
    const chunk = first(await tx.select().from(chunks).where(thatChunk(recordingId, index)));
    if (chunk?.attempt !== attempt) return false;
    if (chunk.doneAt) return true;
    await tx
      .update(chunks)
      .set({ doneAt: sql`now()`, secondsDone: chunk.duration })
      .where(thatChunk(recordingId, index));
    await landInits(tx, recordingId, landed.inits);
    await tx.insert(segmentRuns).values(landed.runs.map((run) => ({ recordingId, ...run })));
    await rowsOf(
      tx,
      sql`
      update recordings set updated_at = now(), seconds_done = (
        select sum(seconds_done) from chunks where recording_id = ${recordingId}::uuid)
      where id = ${recordingId}::uuid`,
    );
    const playable = await markPlayable(tx, recordingId);
    const last = await everyChunkIsDone(tx, recordingId);
    if (playable || last) await queue.enqueue(tx, [{ kind: 'storyboard', recordingId }]);
    return true;
  });
}

/**
 * More sound is there: the next segments of each sound rendition, or the news that these were all.
 * @returns false when the attempt no longer holds the sound
 * @throws {InitMismatch}
 */
export async function landAudio(
  db: Db,
  queue: Queue,
  landed: {
    recordingId: string;
    attempt: string;
    inits: LandedInit[];
    runs: LandedRun[];
    complete: boolean;
  },
): Promise<boolean> {
  const { recordingId, attempt, complete } = landed;
  return db.transaction(async (tx) => {
    const recording = await lockTranscoding(tx, recordingId);
    if (recording?.audioAttempt !== attempt) return false;
    await landInits(tx, recordingId, landed.inits);
    if (landed.runs.length > 0) {
      const rows = landed.runs.map((run) => ({ recordingId, ...run }));
      await tx.insert(segmentRuns).values(rows).onConflictDoNothing(); // told twice after a lost answer
    }
    if (complete) {
      await tx.update(recordings).set({ audioComplete: true }).where(eq(recordings.id, recordingId));
    }
    const playable = await markPlayable(tx, recordingId);
    if (playable && !(await everyChunkIsDone(tx, recordingId))) {
      await queue.enqueue(tx, [{ kind: 'storyboard', recordingId }]);
    }
    return true;
  });
}

/** Segments of each sound rendition that earlier attempts have landed, and in how many runs. */
export async function landedAudio(db: Db, recordingId: string, rendition: string) {
  const [row] = await db
    .select({ runs: count(), segments: sql<number>`coalesce(sum(cardinality(keys)), 0)::int` })
    .from(segmentRuns)
    .where(and(eq(segmentRuns.recordingId, recordingId), eq(segmentRuns.rendition, rendition)));
  return { runs: row?.runs ?? 0, segments: row?.segments ?? 0 };
}

/**
 * Which pictures a recording lacks: those of its beginning, which are soon there, or all.
 * Null when it lacks none, or is not being transcoded.
 */
export async function missingPictures(db: Db, recordingId: string): Promise<'beginning' | 'all' | null> {
  const [row] = await rowsOf<{ whole: boolean }>(
    db,
    sql`
    select not exists (select 1 from chunks c where c.recording_id = r.id and c.done_at is null) as whole
    from recordings r
    where r.id = ${recordingId}::uuid and r.state = 'transcoding'
      and not exists (select 1 from storyboards s where s.recording_id = r.id and s.complete)`,
  );
  return row ? (row.whole ? 'all' : 'beginning') : null;
}

/** Posters and previews are there; those of the beginning never take the place of all. */
export async function landStoryboard(
  db: Db,
  recordingId: string,
  made: { vttKey: string; posterKeys: string[]; complete: boolean },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await lockTranscoding(tx, recordingId))) return false;
    const landed = await tx
      .insert(storyboards)
      .values({ recordingId, ...made })
      .onConflictDoUpdate({
        target: storyboards.recordingId,
        set: made,
        setWhere: sql`${made.complete} or not ${storyboards.complete}`,
      })
      .returning({ id: storyboards.recordingId });
    return landed.length > 0;
  });
}

/** True when every part has landed, and only the static package and the flip of the row are missing. */
export async function isComplete(db: Db, recordingId: string): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`
    select 1 from recordings r join storyboards s on s.recording_id = r.id
    where r.id = ${recordingId}::uuid and r.state = 'transcoding' and r.audio_complete and s.complete
      and not exists (select 1 from chunks c where c.recording_id = r.id and c.done_at is null)`,
  );
  return rows.length > 0;
}

/** The last step. @returns false when it was done before, or the recording was cancelled */
export async function markReady(db: Db, recordingId: string): Promise<boolean> {
  const rows = await db
    .update(recordings)
    .set({ state: 'ready', readyAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(recordings.id, recordingId), eq(recordings.state, 'transcoding')))
    .returning({ id: recordings.id });
  return rows.length > 0;
}

/** Renditions with their runs in order, as the playlists are written from them. */
export async function listRenditions(db: Db, recordingId: string) {
  const rows = await db
    .select()
    .from(renditions)
    .where(eq(renditions.recordingId, recordingId))
    .orderBy(sql`${renditions.height} desc nulls last`, asc(renditions.name));
  const runs = await db
    .select()
    .from(segmentRuns)
    .where(eq(segmentRuns.recordingId, recordingId))
    .orderBy(asc(segmentRuns.run));
  return rows.map((rendition) => ({
    ...rendition,
    runs: runs.filter((run) => run.rendition === rendition.name),
  }));
}

const thatChunk = (recordingId: string, index: number) =>
  and(eq(chunks.recordingId, recordingId), eq(chunks.index, index));

/** Holds the row of a recording until the transaction ends; null when it is not being transcoded. */
async function lockTranscoding(tx: Db, recordingId: string) {
  const rows = await tx
    .select({ audioAttempt: recordings.audioAttempt })
    .from(recordings)
    .where(and(eq(recordings.id, recordingId), eq(recordings.state, 'transcoding')))
    .for('update');
  return first(rows);
}

/** The first attempt to land gives a rendition its init segment; all others must have made the same. */
async function landInits(tx: Db, recordingId: string, inits: LandedInit[]): Promise<void> {
  const known = await tx
    .select()
    .from(renditions)
    .where(
      and(
        eq(renditions.recordingId, recordingId),
        inArray(
          renditions.name,
          inits.map((init) => init.rendition),
        ),
      ),
    );
  for (const { rendition, key, sha256, codecs } of inits) {
    const before = known.find((one) => one.name === rendition)?.initSha256;
    if (before === sha256) continue;
    if (before) throw new InitMismatch(`${rendition}: the init segment differs from the one published.`);
    await tx
      .update(renditions)
      .set({ initKey: key, initSha256: sha256, codecs })
      .where(and(eq(renditions.recordingId, recordingId), eq(renditions.name, rendition)));
  }
}

async function everyChunkIsDone(tx: Db, recordingId: string): Promise<boolean> {
  const [left] = await tx
    .select({ chunks: count() })
    .from(chunks)
    .where(and(eq(chunks.recordingId, recordingId), isNull(chunks.doneAt)));
  return left?.chunks === 0;
}

/**
 * Playable once chunk 0 is there in every rung, and the sound over it.
 * @returns whether it became so now
 */
async function markPlayable(tx: Db, recordingId: string): Promise<boolean> {
  const rows = await rowsOf(
    tx,
    sql`
    with landed as (
      select rendition, min(cardinality(keys)) filter (where run = 0) as first, sum(cardinality(keys)) as all
      from segment_runs where recording_id = ${recordingId}::uuid group by rendition)
    update recordings r set playable_at = now()
    where r.id = ${recordingId}::uuid and r.playable_at is null
      and exists (select 1 from chunks c where c.recording_id = r.id and c.index = 0 and c.done_at is not null)
      and (r.audio_complete or (select "all" from landed where rendition = 'audio') >= (
        select max(l.first) from landed l join renditions v on v.recording_id = r.id
          and v.name = l.rendition and v.kind = 'video'))
    returning r.id`,
  );
  return rows.length > 0;
}

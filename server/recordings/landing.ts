/**
 * SQL of the moments at which something that was made begins to count. Each is one transaction that
 * holds the recording's row: a stale attempt, or one of a cancelled recording, changes nothing.
 */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { type Db, first, rowsOf } from '../database/client.ts';
import type { ChunkKind } from '../database/schema/chunks.ts';
import { chunks, recordings, renditions, segmentRuns, storyboards } from '../database/schema/schema.ts';
import type { Queue } from '../queue/queue.ts';
import { requestMarks } from './mark-queries.ts';
import { postNotice } from './notices.ts';
import { holdPlace, takePlace } from './place.ts';

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
 * A chunk is done: its segments, and with the first to land the init segments, join the playlists.
 * @returns false when the attempt no longer holds the chunk; true again when it landed before
 * @throws {InitMismatch}
 */
export async function landChunk(
  db: Db,
  queue: Queue,
  landed: {
    recordingId: string;
    kind: ChunkKind;
    index: number;
    attempt: string;
    inits: LandedInit[];
    runs: LandedRun[];
  },
): Promise<boolean> {
  const { recordingId, kind, index, attempt } = landed;
  const thatChunk = and(eq(chunks.recordingId, recordingId), eq(chunks.kind, kind), eq(chunks.index, index));
  return db.transaction(async (tx) => {
    // with its first chunks a recording may begin to play, or take another's place
    if (index === 0) await holdPlace(tx, recordingId);
    if (!(await lockTranscoding(tx, recordingId))) return false;
    const chunk = first(await tx.select().from(chunks).where(thatChunk));
    if (chunk?.attempt !== attempt) return false;
    if (chunk.doneAt) return true;
    await tx.update(chunks).set({ doneAt: sql`now()`, secondsDone: chunk.duration }).where(thatChunk);
    await landInits(tx, recordingId, landed.inits);
    await tx.insert(segmentRuns).values(landed.runs.map((run) => ({ recordingId, ...run })));
    await rowsOf(
      tx,
      sql`
      update recordings set updated_at = now(), seconds_done = (
        select sum(seconds_done) from chunks where recording_id = ${recordingId}::uuid and kind = 'video')
      where id = ${recordingId}::uuid`,
    );
    const playable = await markPlayable(tx, recordingId);
    if (playable) await takePlace(tx, recordingId);
    const whole = await everyPictureIsDone(tx, recordingId);
    // previews of what there is as soon as it plays, and of all of it once, with the last picture
    if (whole ? kind === 'video' : playable) await queue.enqueue(tx, [{ kind: 'storyboard', recordingId }]);
    return true;
  });
}

/**
 * Which pictures a recording lacks: those of its beginning, which are soon there, or all.
 * Null when it lacks none, or is not being transcoded.
 */
export async function missingPictures(db: Db, recordingId: string): Promise<'beginning' | 'all' | null> {
  const [row] = await rowsOf<{ whole: boolean }>(
    db,
    sql`
    select not exists (
      select 1 from chunks c where c.recording_id = r.id and c.kind = 'video' and c.done_at is null) as whole
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
    where r.id = ${recordingId}::uuid and r.state = 'transcoding' and s.complete
      and not exists (select 1 from chunks c where c.recording_id = r.id and c.done_at is null)`,
  );
  return rows.length > 0;
}

/** The last step. @returns false when it was done before, or the recording was cancelled */
export async function markReady(db: Db, queue: Queue, recordingId: string): Promise<boolean> {
  const that = eq(recordings.id, recordingId);
  return db.transaction(async (tx) => {
    const [before] = await tx.select({ waiting: recordings.waiting }).from(recordings).where(that);
    if (before?.waiting) await holdPlace(tx, recordingId);
    const rows = await tx
      .update(recordings)
      .set({ state: 'ready', readyAt: sql`now()`, updatedAt: sql`now()` })
      .where(and(that, eq(recordings.state, 'transcoding')))
      .returning({ id: recordings.id });
    if (rows.length === 0) return false;
    if (before?.waiting) await takePlace(tx, recordingId);
    await requestMarks(tx, queue, recordingId);
    await postNotice(tx, queue, { recordingId, outcome: 'ready' });
    return true;
  });
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
  const longest = await longestSegments(db, recordingId);
  return rows.map((rendition) => ({
    ...rendition,
    longest: longest.get(rendition.kind) ?? 0,
    runs: runs.filter((run) => run.rendition === rendition.name),
  }));
}

/** Seconds of the longest segment that is planned, by kind. */
async function longestSegments(db: Db, recordingId: string): Promise<Map<ChunkKind, number>> {
  const rows = await rowsOf<{ kind: ChunkKind; seconds: number }>(
    db,
    sql`
    select kind, max(duration * longest / frames)::float8 as seconds
    from chunks, lateral (select max(n) as longest, sum(n) as frames from unnest(segments) n) of_it
    where recording_id = ${recordingId}::uuid group by kind`,
  );
  return new Map(rows.map(({ kind, seconds }) => [kind, seconds]));
}

/** Holds the row of a recording until the transaction ends; null when it is not being transcoded. */
async function lockTranscoding(tx: Db, recordingId: string) {
  const rows = await tx
    .select({ id: recordings.id })
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

async function everyPictureIsDone(tx: Db, recordingId: string): Promise<boolean> {
  const left = await tx
    .select({ index: chunks.index })
    .from(chunks)
    .where(and(eq(chunks.recordingId, recordingId), eq(chunks.kind, 'video'), isNull(chunks.doneAt)))
    .limit(1);
  return left.length === 0;
}

/**
 * Playable once the first chunks are there, of the picture in every rung and of the sound, which is
 * longer than that of the picture.
 * @returns whether it became so now
 */
async function markPlayable(tx: Db, recordingId: string): Promise<boolean> {
  const rows = await tx
    .update(recordings)
    .set({ playableAt: sql`now()` })
    .where(
      and(
        eq(recordings.id, recordingId),
        isNull(recordings.playableAt),
        sql`not exists (select 1 from chunks c
          where c.recording_id = ${recordingId}::uuid and c.index = 0 and c.done_at is null)`,
      ),
    )
    .returning({ id: recordings.id });
  return rows.length > 0;
}

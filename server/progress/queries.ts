/** SQL of the ledger and of what derives from it. All but the first run in the recording transaction. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { type Db, first, only, rowsOf } from '../database/client.ts';
import {
  playbackSessions,
  playedSegments,
  retentionDeltas,
  viewerDays,
  watched,
} from '../database/schema/schema.ts';
import { DEFAULT_COMPLETION_SHARE } from './completion.ts';
import type { Credited } from './credit.ts';

export type Span = { from: number; to: number };

/** A playback session with what crediting it depends on; duration null before the probe. */
export async function playbackSessionOf(db: Db, id: string, viewerId: string) {
  const rows = await rowsOf<{
    lectureId: string;
    staff: boolean;
    startedAt: string;
    duration: number | null;
    completionShare: number;
  }>(
    db,
    sql`
    select p.lecture_id as "lectureId", p.staff, p.started_at as "startedAt", r.duration,
      coalesce(c.completion_share, ${DEFAULT_COMPLETION_SHARE}::float8) as "completionShare"
    from playback_sessions p
    join lectures l on l.id = p.lecture_id
    left join courses c on c.id = l.course_id
    left join recordings r on r.lecture_id = l.id and r.replaced_at is null
    where p.id = ${id}::uuid and p.viewer_id = ${viewerId}::uuid`,
  );
  const row = first([...rows]);
  return row && { ...row, startedAt: new Date(row.startedAt) };
}

/** Whether this lecture may be watched by somebody who is not staff. */
export async function isWatchable(db: Db, lectureId: string, staff: boolean): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`
    select 1 from lectures l join recordings r on r.lecture_id = l.id and r.replaced_at is null
    where l.id = ${lectureId}::uuid and r.playable_at is not null
      and r.state in ('transcoding', 'ready') and (${staff} or l.visibility = 'public')`,
  );
  return rows.length > 0;
}

export async function insertPlaybackSession(
  db: Db,
  session: { viewerId: string; lectureId: string; staff: boolean; startedAt: Date },
): Promise<string> {
  return only(await db.insert(playbackSessions).values(session).returning({ id: playbackSessions.id })).id;
}

/** The viewer's row of the lecture, made when missing, locked: reports of one viewer go one by one. */
export async function lockWatched(tx: Db, viewerId: string, lectureId: string, since: Date) {
  await tx
    .insert(watched)
    .values({ viewerId, lectureId, ranges: '{}', creditedUntil: since, updatedAt: since })
    .onConflictDoNothing();
  const rows = await tx
    .select({ creditedUntil: watched.creditedUntil, completedAt: watched.completedAt })
    .from(watched)
    .where(and(eq(watched.viewerId, viewerId), eq(watched.lectureId, lectureId)))
    .for('update');
  return only(rows);
}

/** Which of these sequence numbers the ledger has already. */
export async function knownSeqs(tx: Db, playbackSessionId: string, seqs: number[]): Promise<Set<number>> {
  const rows = await tx
    .select({ seq: playedSegments.seq })
    .from(playedSegments)
    .where(and(eq(playedSegments.playbackSessionId, playbackSessionId), inArray(playedSegments.seq, seqs)));
  return new Set(rows.map((row) => row.seq));
}

export async function insertSegments(
  tx: Db,
  playbackSessionId: string,
  segments: Credited[],
  receivedAt: Date,
) {
  await tx.insert(playedSegments).values(segments.map((one) => ({ ...one, playbackSessionId, receivedAt })));
}

/** Marks the session as a view. @returns true the first time */
export async function markViewed(tx: Db, playbackSessionId: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(playbackSessions)
    .set({ viewedAt: now })
    .where(and(eq(playbackSessions.id, playbackSessionId), isNull(playbackSessions.viewedAt)))
    .returning({ id: playbackSessions.id });
  return rows.length > 0;
}

/**
 * Adds spans to what the viewer has watched.
 * @returns what is covered now and what is newly covered, in seconds
 */
export async function addWatched(
  tx: Db,
  row: {
    viewerId: string;
    lectureId: string;
    spans: Span[];
    creditedMs: number;
    creditedUntil: Date;
    position: number;
  },
  now: Date,
): Promise<{ covered: Span[]; fresh: Span[] }> {
  const ms = (seconds: number) => Math.round(seconds * 1000);
  const literal = `{${row.spans.map(({ from, to }) => `[${ms(from)},${ms(to)})`).join(',')}}`;
  const rows = await rowsOf<{ covered: Span[]; fresh: Span[] }>(
    tx,
    sql`
    update watched w set
      ranges = before.ranges + ${literal}::int4multirange,
      credited_ms = w.credited_ms + ${row.creditedMs},
      credited_until = ${row.creditedUntil.toISOString()}::timestamptz,
      position = ${row.position},
      updated_at = ${now.toISOString()}::timestamptz
    from (select * from watched where viewer_id = ${row.viewerId}::uuid and lecture_id = ${row.lectureId}::uuid) before
    where w.viewer_id = before.viewer_id and w.lecture_id = before.lecture_id
    returning ${spansOf(sql`w.ranges`)} as covered,
      ${spansOf(sql`${literal}::int4multirange - before.ranges`)} as fresh`,
  );
  return only([...rows]);
}

/** A multirange of milliseconds as JSON in seconds, `[{from, to}]`. */
const spansOf = (ranges: ReturnType<typeof sql>) => sql`
  (select coalesce(json_agg(json_build_object('from', lower(part) / 1000.0::float8, 'to', upper(part) / 1000.0::float8)), '[]')
   from unnest(${ranges}) part)`;

export async function markCompleted(tx: Db, viewerId: string, lectureId: string, now: Date): Promise<void> {
  await tx
    .update(watched)
    .set({ completedAt: now })
    .where(and(eq(watched.viewerId, viewerId), eq(watched.lectureId, lectureId)));
}

/** Adds +1 and −1 at the ends of spans, sorted so that two transactions cannot wait for each other. */
export async function addRetention(
  tx: Db,
  lectureId: string,
  deltas: { second: number; viewers: number; plays: number }[],
): Promise<void> {
  if (deltas.length === 0) return;
  await tx
    .insert(retentionDeltas)
    .values(deltas.toSorted((a, b) => a.second - b.second).map((delta) => ({ lectureId, ...delta })))
    .onConflictDoUpdate({
      target: [retentionDeltas.lectureId, retentionDeltas.second],
      set: {
        viewers: sql`${retentionDeltas.viewers} + excluded.viewers`,
        plays: sql`${retentionDeltas.plays} + excluded.plays`,
      },
    });
}

/** Adds to a lecture's sums of a day. @param day of Asia/Seoul */
export async function addToDay(
  tx: Db,
  day: string,
  lectureId: string,
  viewerId: string,
  { views, watchedMs, completions }: { views: number; watchedMs: number; completions: number },
): Promise<void> {
  await rowsOf(
    tx,
    sql`
    insert into day_counters (day, lecture_id, views, watched_ms, completions)
    values (${day}, ${lectureId}, ${views}, ${watchedMs}, ${completions})
    on conflict (day, lecture_id) do update set
      views = day_counters.views + excluded.views,
      watched_ms = day_counters.watched_ms + excluded.watched_ms,
      completions = day_counters.completions + excluded.completions`,
  );
  await tx.insert(viewerDays).values({ day, lectureId, viewerId }).onConflictDoNothing();
}

/** What a viewer has watched of a lecture, in seconds, and where to resume. */
export async function watchedOf(db: Db, viewerId: string, lectureId: string) {
  const rows = await rowsOf<{ covered: Span[]; position: number; completed: boolean }>(
    db,
    sql`
    select ${spansOf(sql`ranges`)} as covered, position, completed_at is not null as completed
    from watched where viewer_id = ${viewerId}::uuid and lecture_id = ${lectureId}::uuid`,
  );
  return first([...rows]);
}

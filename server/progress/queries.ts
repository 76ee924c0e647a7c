/** SQL of the ledger, for many reports at once. All but the last run in the recording transaction. */
import { sql } from 'drizzle-orm';
import { type Db, first, listed, rowsOf } from '../database/client.ts';
import type { Credited, Used } from './credit.ts';
import { parseRanges, printRanges, type Span } from './ranges.ts';
import { keyOf, type Session } from './session-queries.ts';

/** What is known of a viewer and a lecture before a batch. */
export type WatchedState = {
  /** seconds, without overlap, in order */
  covered: readonly Span[];
  /** the same, past the end of the current recording */
  beyond: readonly Span[];
  /** of real time that was credited */
  elapsedMs: number;
  used: Used;
  completed: boolean;
  position: number;
  /** epoch milliseconds; 0 = nowhere to resume */
  resumedMs: number;
  /** `YYYY-MM-DD` on which it was last watched; null = never */
  lastDay: string | null;
};
type Pair = Pick<Session, 'viewerId' | 'lectureId'>;

/**
 * The rows of viewers and lectures, made when missing, locked in one order: reports of one viewer go one by one.
 * @returns by `keyOf`
 */
export async function lockWatched(tx: Db, sessions: readonly Session[]): Promise<Map<string, WatchedState>> {
  const distinct = [...new Map(sessions.map((session) => [keyOf(session), session])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { viewerId, lectureId, staff, startedAt }]) => ({
      ...{ viewerId, lectureId, staff, since: startedAt.toISOString() },
    }));
  const there = await lockRows(tx, distinct);
  const missing = distinct.filter((pair) => !there.has(keyOf(pair)));
  if (missing.length === 0) return there;
  await tx.execute(sql`
    insert into watched (viewer_id, lecture_id, staff, ranges, updated_at)
    select viewer_id, lecture_id, staff, '{}', since
    from unnest(${listed(missing, 'viewerId', 'uuid')}, ${listed(missing, 'lectureId', 'uuid')},
      ${listed(missing, 'staff', 'boolean')}, ${listed(missing, 'since', 'timestamptz')})
      u(viewer_id, lecture_id, staff, since)
    on conflict do nothing`);
  return new Map([...there, ...(await lockRows(tx, missing))]);
}

/** Those of them that are there. @param pairs in the order in which all lock */
async function lockRows(tx: Db, pairs: readonly Pair[]): Promise<Map<string, WatchedState>> {
  if (pairs.length === 0) return new Map();
  type Row = Omit<WatchedState, 'covered' | 'beyond' | 'used'> & {
    ranges: string;
    beyond: string;
    played: string;
    elapsed: string;
  };
  const rows = await rowsOf<Row & Pair>(
    tx,
    sql`
    select w.viewer_id as "viewerId", w.lecture_id as "lectureId", w.ranges::text as ranges,
      w.beyond::text as beyond, w.elapsed_ms::float8 as "elapsedMs",
      w.played_time::text as played, w.elapsed_time::text as elapsed, w.completed_at is not null as completed,
      w.position, coalesce(extract(epoch from w.resumed_at)::float8 * 1000, 0) as "resumedMs",
      w.days[cardinality(w.days)]::text as "lastDay"
    from unnest(${listed(pairs, 'viewerId', 'uuid')}, ${listed(pairs, 'lectureId', 'uuid')}) u(viewer_id, lecture_id)
    join watched w using (viewer_id, lecture_id)
    order by w.viewer_id, w.lecture_id for update of w`,
  );
  return new Map(
    rows.map(({ ranges, beyond, played, elapsed, ...row }) => {
      const used = { played: parseRanges(played), elapsed: parseRanges(elapsed) };
      return [keyOf(row), { ...row, covered: parseRanges(ranges), beyond: parseRanges(beyond), used }];
    }),
  );
}

/** Which of the segments the ledger has already, as `session seq`. */
export async function knownSegments(
  tx: Db,
  reports: readonly { session: Session; report: { segments: readonly { seq: number }[] } }[],
): Promise<Set<string>> {
  const asked = reports.flatMap(({ session, report }) =>
    report.segments.map(({ seq }) => ({ id: session.id, seq })),
  );
  if (asked.length === 0) return new Set();
  const rows = await rowsOf<{ id: string; seq: number }>(
    tx,
    sql`
    select s.playback_session_id as id, s.seq
    from unnest(${listed(asked, 'id', 'uuid')}, ${listed(asked, 'seq', 'int')}) a(id, seq)
    join played_segments s on s.playback_session_id = a.id and s.seq = a.seq`,
  );
  return new Set(rows.map(({ id, seq }) => `${id} ${seq}`));
}

export async function insertSegments(
  tx: Db,
  segments: readonly (Credited & { sessionId: string })[],
  receivedAt: Date,
): Promise<void> {
  if (segments.length === 0) return;
  await tx.execute(sql`
    insert into played_segments (playback_session_id, seq, "from", "to", rate, elapsed_ms, clipped, received_at)
    select u.*, ${receivedAt.toISOString()}::timestamptz
    from unnest(${listed(segments, 'sessionId', 'uuid')}, ${listed(segments, 'seq', 'int')},
      ${listed(segments, 'from', 'float8')}, ${listed(segments, 'to', 'float8')}, ${listed(segments, 'rate', 'float8')},
      ${listed(segments, 'elapsedMs', 'int')}, ${listed(segments, 'clipped', 'boolean')}) u`);
}

/** Marks sessions as views. @returns those that were none before */
export async function markViewed(tx: Db, sessionIds: readonly string[], now: Date): Promise<Set<string>> {
  const ids = [...new Set(sessionIds)].sort().map((id) => ({ id }));
  if (ids.length === 0) return new Set();
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`
    with fresh as (select id from playback_sessions where id = any(${listed(ids, 'id', 'uuid')}) and viewed_at is null
      order by id for update)
    update playback_sessions p set viewed_at = ${now.toISOString()}::timestamptz from fresh
    where p.id = fresh.id returning p.id`,
  );
  return new Set(rows.map(({ id }) => id));
}

type WatchedRow = Pair & {
  /** seconds, all of it */
  covered: readonly Span[];
  beyond: readonly Span[];
  /** milliseconds more than before */
  creditedMs: number;
  elapsedMs: number;
  used: Used;
  completes: boolean;
  /** watched for the first time on this day */
  visits: boolean;
  position: number;
  resumedMs: number;
};

/** Notes what viewers have watched by now. Their rows are locked. @param day of Asia/Seoul */
export async function storeWatched(
  tx: Db,
  rows: readonly WatchedRow[],
  day: string,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ covered, beyond, used, resumedMs, ...row }) => ({
    ...row,
    ranges: printRanges(covered),
    beyond: printRanges(beyond),
    played: printRanges(used.played),
    elapsed: printRanges(used.elapsed),
    resumed: new Date(resumedMs).toISOString(),
  }));
  await tx.execute(sql`
    update watched w set
      ranges = g.ranges::int4multirange,
      beyond = g.beyond::int4multirange,
      credited_ms = w.credited_ms + g.credited_ms,
      elapsed_ms = w.elapsed_ms + g.elapsed_ms,
      days = case when g.visits then w.days || ${day}::date else w.days end,
      completed_at = case when g.completes then ${now.toISOString()}::timestamptz else w.completed_at end,
      played_time = g.played::int8multirange, elapsed_time = g.elapsed::int8multirange,
      position = g.position, resumed_at = g.resumed,
      updated_at = ${now.toISOString()}::timestamptz
    from unnest(${listed(given, 'viewerId', 'uuid')}, ${listed(given, 'lectureId', 'uuid')},
      ${listed(given, 'ranges', 'text')}, ${listed(given, 'beyond', 'text')},
      ${listed(given, 'creditedMs', 'bigint')}, ${listed(given, 'elapsedMs', 'bigint')},
      ${listed(given, 'played', 'text')}, ${listed(given, 'elapsed', 'text')},
      ${listed(given, 'completes', 'boolean')}, ${listed(given, 'visits', 'boolean')},
      ${listed(given, 'position', 'float8')}, ${listed(given, 'resumed', 'timestamptz')})
      g(viewer_id, lecture_id, ranges, beyond, credited_ms, elapsed_ms, played, elapsed, completes, visits, position,
        resumed)
    where w.viewer_id = g.viewer_id and w.lecture_id = g.lecture_id`);
}

/** What a viewer has watched of a lecture, in seconds, and where to resume. */
export async function watchedOf(db: Db, viewerId: string, lectureId: string) {
  const rows = await rowsOf<{ covered: string; position: number; completed: boolean }>(
    db,
    sql`
    select ranges::text as covered, position, completed_at is not null as completed
    from watched where viewer_id = ${viewerId}::uuid and lecture_id = ${lectureId}::uuid`,
  );
  const row = first(rows);
  return row && { ...row, covered: parseRanges(row.covered) };
}

/** SQL of the ledger, for many reports at once. All but the first two run in the recording transaction. */
import { sql } from 'drizzle-orm';
import type { Rule } from '../contract/completion.ts';
import { type Db, first, listed, only, rowsOf } from '../database/client.ts';
import { playbackSessions } from '../database/schema/schema.ts';
import type { Done } from './completion.ts';
import type { Credited } from './credit.ts';
import { msOf, parseRanges, printRanges, type Span } from './ranges.ts';
import { RULE, ruled } from './rule-queries.ts';

/** Whose playback session: known by the browser's own tokens, as hashes. */
export type Asked = { sessionId: string; accountToken: Buffer | null; viewerToken: Buffer | null };

/** A playback session with what crediting it depends on. */
export type Session = {
  id: string;
  viewerId: string;
  lectureId: string;
  staff: boolean;
  startedAt: Date;
  audience: string;
  region: string;
  /** the member of staff who manages the lecture */
  managerId: string | null;
  /** seconds; null before the probe */
  duration: number | null;
  rule: Rule;
};

/** One viewer and one lecture. */
export const keyOf = ({ viewerId, lectureId }: Pick<Session, 'viewerId' | 'lectureId'>): string =>
  `${viewerId} ${lectureId}`;

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

/**
 * Sessions in the order they are asked for; null for one that is not there or is another's. Whoever signs
 * in while a lecture plays still may report for what the browser had begun without an account.
 */
export async function sessionsOf(tx: Db, asked: readonly Asked[], now: Date): Promise<(Session | null)[]> {
  const rows = await rowsOf<Omit<Session, 'startedAt'> & { nth: number; startedAt: string }>(
    tx,
    sql`
    select a.nth::int as nth, p.id, p.viewer_id as "viewerId", p.lecture_id as "lectureId", p.staff,
      p.started_at as "startedAt", v.audience, v.region, l.created_by as "managerId", r.duration,
      ${RULE} as rule
    from unnest(${listed(asked, 'sessionId', 'uuid')}, ${listed(asked, 'accountToken', 'bytea')},
      ${listed(asked, 'viewerToken', 'bytea')}) with ordinality a(session, account_token, viewer_token, nth)
    join playback_sessions p on p.id = a.session
    join viewers v on v.id = p.viewer_id
    left join sessions s on s.token_hash = a.account_token and s.expires_at > ${now.toISOString()}::timestamptz
    join lectures l on l.id = p.lecture_id
    left join courses c on c.id = l.course_id ${ruled}
    left join recordings r on r.lecture_id = l.id and r.replaced_at is null
    where v.account_id = s.account_id or v.token_hash = a.viewer_token`,
  );
  const found = new Map(rows.map(({ nth, ...row }) => [nth, { ...row, startedAt: new Date(row.startedAt) }]));
  return asked.map((_, index) => found.get(index + 1) ?? null);
}

/** What is known of a viewer and a lecture before a batch. */
export type WatchedState = {
  creditedUntil: Date;
  completedAt: Date | null;
  position: number;
  resumedAt: Date | null;
  /** `YYYY-MM-DD` on which it was last watched; null = never */
  lastDay: string | null;
};

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
  if (distinct.length === 0) return new Map();
  const ids = sql`${listed(distinct, 'viewerId', 'uuid')}, ${listed(distinct, 'lectureId', 'uuid')}`;
  await tx.execute(sql`
    insert into watched (viewer_id, lecture_id, staff, ranges, credited_until, updated_at)
    select viewer_id, lecture_id, staff, '{}', since, since
    from unnest(${ids}, ${listed(distinct, 'staff', 'boolean')}, ${listed(distinct, 'since', 'timestamptz')})
      u(viewer_id, lecture_id, staff, since)
    on conflict do nothing`);
  type Row = {
    [Name in keyof WatchedState]: WatchedState[Name] extends Date | null ? string : WatchedState[Name];
  };
  const rows = await rowsOf<Row & { viewerId: string; lectureId: string }>(
    tx,
    sql`
    select w.viewer_id as "viewerId", w.lecture_id as "lectureId", w.credited_until as "creditedUntil",
      w.completed_at as "completedAt", w.position, w.resumed_at as "resumedAt",
      w.days[cardinality(w.days)]::text as "lastDay"
    from unnest(${ids}) u(viewer_id, lecture_id)
    join watched w using (viewer_id, lecture_id)
    order by w.viewer_id, w.lecture_id for update of w`,
  );
  const date = (text: string | null) => (text === null ? null : new Date(text));
  return new Map(
    rows.map(({ creditedUntil, completedAt, resumedAt, ...row }) => [
      keyOf(row),
      {
        ...row,
        creditedUntil: new Date(creditedUntil),
        completedAt: date(completedAt),
        resumedAt: date(resumedAt),
      },
    ]),
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

type WatchedRow = {
  viewerId: string;
  lectureId: string;
  spans: readonly Span[];
  creditedMs: number;
  elapsedMs: number;
  creditedUntil: Date;
  position: number;
  resumedAt: Date;
};

/**
 * Adds spans to what viewers have watched. Their rows are locked.
 * @param day of Asia/Seoul, noted where something was played
 * @returns by `keyOf`, in seconds: what is covered now and what is newly covered
 */
export async function addWatched(
  tx: Db,
  rows: readonly WatchedRow[],
  day: string,
  now: Date,
): Promise<Map<string, Done & { covered: Span[]; fresh: Span[] }>> {
  if (rows.length === 0) return new Map();
  const given = rows.map(({ spans, creditedUntil, resumedAt, ...row }) => ({
    ...row,
    ranges: printRanges(spans),
    until: creditedUntil.toISOString(),
    resumed: resumedAt.toISOString(),
  }));
  type Row = { viewerId: string; lectureId: string; covered: string; fresh: string; elapsedMs: number };
  const updated = await rowsOf<Row>(
    tx,
    sql`
    with given as (
      select viewer_id, lecture_id, ranges::int4multirange as ranges, credited_ms, elapsed_ms, until, position, resumed
      from unnest(${listed(given, 'viewerId', 'uuid')}, ${listed(given, 'lectureId', 'uuid')},
        ${listed(given, 'ranges', 'text')}, ${listed(given, 'creditedMs', 'bigint')},
        ${listed(given, 'elapsedMs', 'bigint')}, ${listed(given, 'until', 'timestamptz')},
        ${listed(given, 'position', 'float8')}, ${listed(given, 'resumed', 'timestamptz')})
        u(viewer_id, lecture_id, ranges, credited_ms, elapsed_ms, until, position, resumed)),
    before as (
      select g.*, w.ranges as known, w.days from given g join watched w using (viewer_id, lecture_id))
    update watched w set
      ranges = b.known + b.ranges,
      credited_ms = w.credited_ms + b.credited_ms,
      elapsed_ms = w.elapsed_ms + b.elapsed_ms,
      days = case when b.credited_ms > 0 and (cardinality(b.days) = 0 or b.days[cardinality(b.days)] < ${day}::date)
        then b.days || ${day}::date else b.days end,
      credited_until = b.until, position = b.position, resumed_at = b.resumed,
      updated_at = ${now.toISOString()}::timestamptz
    from before b where w.viewer_id = b.viewer_id and w.lecture_id = b.lecture_id
    returning w.viewer_id as "viewerId", w.lecture_id as "lectureId", w.ranges::text as covered,
      (b.ranges - b.known)::text as fresh, w.elapsed_ms::float8 as "elapsedMs"`,
  );
  return new Map(
    updated.map(({ fresh, elapsedMs, ...row }) => {
      const covered = parseRanges(row.covered);
      return [keyOf(row), { covered, fresh: parseRanges(fresh), coveredMs: msOf(covered), elapsedMs }];
    }),
  );
}

export async function markCompleted(
  tx: Db,
  sessions: readonly Pick<Session, 'viewerId' | 'lectureId'>[],
  now: Date,
): Promise<void> {
  if (sessions.length === 0) return;
  await tx.execute(sql`
    update watched w set completed_at = ${now.toISOString()}::timestamptz
    from unnest(${listed(sessions, 'viewerId', 'uuid')}, ${listed(sessions, 'lectureId', 'uuid')}) u(viewer_id, lecture_id)
    where w.viewer_id = u.viewer_id and w.lecture_id = u.lecture_id`);
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

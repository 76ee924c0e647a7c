/** SQL of playback sessions: whose they are, and what crediting them depends on. */
import { sql } from 'drizzle-orm';
import { type Access, requireOpen, type Watcher } from '../accounts/may-watch.ts';
import { accessSql } from '../accounts/may-watch-sql.ts';
import { daySql, saidOn } from '../accounts/traits.ts';
import type { Rule } from '../contract/completion.ts';
import type { Audience } from '../contract/vocabulary.ts';
import { type Db, first, listed, only, rowsOf } from '../database/client.ts';
import { CURRENT, type Kept } from '../database/schema/recordings.ts';
import { playbackSessions } from '../database/schema/schema.ts';
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
  /** has played something before */
  viewed: boolean;
  audience: string;
  region: string;
  /** the member of staff who manages the lecture */
  managerId: string | null;
  /** the recording that it plays: seconds, and what later ones kept of it where they were cut, in order */
  played: { duration: number; cuts: readonly Kept[][] };
  /** seconds of the lecture's current recording; null while that cannot be played yet */
  duration: number | null;
  rule: Rule;
};

/** One viewer and one lecture. */
export const keyOf = ({ viewerId, lectureId }: Pick<Session, 'viewerId' | 'lectureId'>): string =>
  `${viewerId} ${lectureId}`;

/**
 * The recording that plays in a new session of a lecture: the current one, unless the asker opened the lecture
 * while an older one was. Null when there is none.
 * @throws {Refusal} as `requireOpen`, when the asker may not watch
 */
export async function playableRecording(
  db: Db,
  lectureId: string,
  { recordingId, watcher, now }: { recordingId: string | undefined; watcher: Watcher; now: Date },
): Promise<string | null> {
  const rows = await rowsOf<{ id: string; access: Access; audience: Audience }>(
    db,
    sql`
    select p.id, ${accessSql(watcher, now)} as access, l.audience from lectures l join recordings r on r.lecture_id = l.id and ${CURRENT}
    join recordings p on p.lecture_id = l.id and p.id = coalesce(${recordingId ?? null}::uuid, r.id)
    where l.id = ${lectureId}::uuid and r.playable_at is not null and p.playable_at is not null
      and not p.waiting
      and r.state in ('transcoding', 'ready')`,
  );
  const found = first(rows);
  if (found) requireOpen(found.access, found.audience);
  return found?.id ?? null;
}

export async function insertPlaybackSession(
  db: Db,
  session: { viewerId: string; lectureId: string; recordingId: string; staff: boolean; startedAt: Date },
): Promise<string> {
  return only(await db.insert(playbackSessions).values(session).returning({ id: playbackSessions.id })).id;
}

/** What is told of later than this is not credited: nobody knows by then who watched. */
const OFFLINE_DAYS = 30;

/**
 * A session of what was played without a network. It begins when the one it came `after` did, so that real time bounds
 * both alike: nothing can be credited to it that could not have been reported in that one. What was open to the viewer
 * then is credited also when it no longer is.
 * @returns null unless that is this viewer's, of the same recording, and not too old
 */
export async function insertOfflineSession(
  db: Db,
  { after, viewerId, recordingId, now }: { after: string; viewerId: string; recordingId: string; now: Date },
): Promise<string | null> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`
    insert into playback_sessions (viewer_id, lecture_id, recording_id, staff, started_at, offline)
    select viewer_id, lecture_id, recording_id, staff, started_at, true from playback_sessions
    where id = ${after}::uuid and viewer_id = ${viewerId}::uuid and recording_id = ${recordingId}::uuid
      and started_at > ${now.toISOString()}::timestamptz - make_interval(days => ${OFFLINE_DAYS})
    returning id`,
  );
  return first(rows)?.id ?? null;
}

/**
 * Sessions in the order they are asked for; null for one that is not there or is another's. Whoever signs
 * in while a lecture plays still may report for what the browser had begun without an account.
 */
export async function sessionsOf(tx: Db, asked: readonly Asked[], now: Date): Promise<(Session | null)[]> {
  type Row = Omit<Session, 'startedAt' | 'played' | 'duration' | keyof Lecture> & {
    nth: number;
    recordingId: string;
    startedMs: number;
  };
  const rows = await rowsOf<Row>(
    tx,
    sql`
    select a.nth::int as nth, p.id, p.viewer_id as "viewerId", p.lecture_id as "lectureId",
      p.recording_id as "recordingId", p.staff,
      extract(epoch from p.started_at)::float8 * 1000 as "startedMs", p.viewed_at is not null as viewed,
      said.audience, said.region
    from unnest(${listed(asked, 'sessionId', 'uuid')}, ${listed(asked, 'accountToken', 'bytea')},
      ${listed(asked, 'viewerToken', 'bytea')}) with ordinality a(session, account_token, viewer_token, nth)
    join playback_sessions p on p.id = a.session
    join viewers v on v.id = p.viewer_id
    cross join ${saidOn(daySql(now))}
    left join sessions s on s.token_hash = a.account_token and s.expires_at > ${now.toISOString()}::timestamptz
    where v.account_id = s.account_id or v.token_hash = a.viewer_token`,
  );
  const lectures = await lecturesOf(
    tx,
    rows.map(({ lectureId }) => lectureId),
  );
  const sessions = new Map<number, Session | null>(
    rows.map(({ nth, startedMs, recordingId, ...row }) => {
      const lecture = lectures.get(row.lectureId);
      const playing = lecture && playingOf(lecture.recordings, recordingId);
      if (!lecture || !playing) return [nth, null];
      const { managerId, rule } = lecture;
      return [nth, { ...row, managerId, rule, ...playing, startedAt: new Date(startedMs) }];
    }),
  );
  return asked.map((_, index) => sessions.get(index + 1) ?? null);
}

type Lecture = Pick<Session, 'managerId' | 'rule'>;
/** One that can be played, or could be. */
type Played = { id: string; duration: number; kept: Kept[] | null; current: boolean };
/** What crediting depends on, asked for once for all who watch the same: recordings in the order in which they came. */
async function lecturesOf(
  tx: Db,
  lectureIds: readonly string[],
): Promise<Map<string, Lecture & { recordings: Played[] }>> {
  const ids = [...new Set(lectureIds)].map((id) => ({ id }));
  const rows = await rowsOf<Lecture & { id: string; recordings: Played[] }>(
    tx,
    sql`
    select l.id, l.created_by as "managerId", ${RULE} as rule, p.recordings
    from lectures l
    left join courses c on c.id = l.course_id ${ruled}
    cross join lateral (
      select coalesce(json_agg(json_build_object('id', r.id, 'duration', r.duration, 'kept', r.kept,
        'current', r.replaced_at is null) order by r.replaced_at nulls last), '[]') as recordings
      from recordings r where r.lecture_id = l.id and r.playable_at is not null and not r.waiting) p
    where l.id = any(${listed(ids, 'id', 'uuid')})`,
  );
  return new Map(rows.map(({ id, ...lecture }) => [id, lecture]));
}

/** Pure. @param recordings in the order in which they came */
function playingOf(
  recordings: readonly Played[],
  recordingId: string,
): Pick<Session, 'played' | 'duration'> | null {
  const own = recordings.find(({ id }) => id === recordingId);
  const last = recordings.at(-1);
  if (!own || !last) return null;
  const later = recordings.slice(recordings.indexOf(own) + 1);
  return {
    played: { duration: own.duration, cuts: later.flatMap(({ kept }) => (kept ? [kept] : [])) },
    duration: last.current ? last.duration : null,
  };
}

/** SQL that fills the tables with what the year of `audience.ts` would have left in them. */
import { AUDIENCES, REGIONS, UNKNOWN } from '../../../server/contract/vocabulary.ts';
import { idSql, LECTURES_A_COURSE } from './catalogue.ts';

/** SQL of the id of a playback session, from the number of viewer and lecture and from which time it is. */
const SESSION_ID = idSql('session', "n || ' ' || nth");
const AT_SEOUL = "at time zone 'Asia/Seoul'";

/** What one play adds, by day and by who watched. */
const SUMS = 'count(*), sum(played_ms), count(*) filter (where completes)';

/** Viewers of a day, and those who are new. */
const VIEWERS = "count(*), count(*) filter (where previous = '-infinity')";
/** What each day adds up to. */
const SITE_DAYS = `(select day, staff, ${SUMS} from fill.sessions group by day, staff) s
  join (
    select day, staff, ${VIEWERS} from fill.days join fill.viewers using (viewer) group by day, staff
  ) d (day, staff, viewers, newcomers) using (day, staff)`;
/** How long they had been away. */
const AWAY = 'floor(log(2, day - previous))';
/** What a viewer said. */
const SAID = `lateral (
  select * from (values ('audience', audience), ('region', region)) said(trait, value)
  where value <> '${UNKNOWN}') said`;
const ofValue = (trait: string, value: string) => `count(*) filter (where ${trait} = '${value}')`;
const MANAGER = idSql('account', '1');
/** Milliseconds of a lecture that a viewer has watched. */
const COVERED = 'to_ms - from_ms + case when peeked then 60000 else 0 end';

/** Whole seconds as the ledger rounds them. */
const second = (ms: string) => `(${ms} + 500) / 1000`;
const ends = (table: string, from: string, to: string, counts: string, lost: string, where: string) => `
  select lecture, ${second(from)} as second, ${counts} from ${table} where not staff ${where}
  union all select lecture, ${second(to)}, ${lost} from ${table} where not staff ${where}`;

/** Each fills the table of its name. */
export const COUNTERS: Record<string, string> = {
  viewers: `
    insert into viewers (id, token_hash, audience, region, days, created_at)
    select id, sha256(convert_to('viewer ' || viewer, 'UTF8')), audience, region, d.days, d.days[1]
    from fill.viewers join (
      select viewer, array_agg(day order by day) as days from fill.days group by viewer) d using (viewer)`,
  playback_sessions: `
    insert into playback_sessions (id, viewer_id, lecture_id, recording_id, staff, started_at, viewed_at)
    select ${SESSION_ID}, v.id, l.id, r.id, s.staff, s.started ${AT_SEOUL}, s.started ${AT_SEOUL} + interval '15 s'
    from fill.sessions s join fill.viewers v using (viewer) join fill.lectures l using (lecture)
    join recordings r on r.lecture_id = l.id`,
  watched: `
    insert into watched (viewer_id, lecture_id, staff, ranges, position, resumed_at, credited_ms, elapsed_ms, days,
      completed_at, updated_at)
    select v.id, l.id, p.staff,
      case when peeked then int4multirange(int4range(0, 60000), int4range(from_ms, to_ms))
        else int4multirange(int4range(from_ms, to_ms)) end,
      to_ms / 1000.0, last, played, played,
      case when sessions = 1 or days_between = 0 then array[started::date]
        else array(select (started + make_interval(days => days_between * nth))::date
          from generate_series(0, sessions - 1) nth) end,
      case when covered >= 0.9 * p.ms then last + make_interval(secs => played / 1000.0) end,
      last + make_interval(secs => played / 1000.0)
    from (
      select *, to_ms - from_ms + case when peeked then 60000 else 0 end as covered,
        to_ms - from_ms + case when peeked then 60000 else 0 end
          + (sessions - 1) * least(30000, (to_ms - from_ms) / sessions) as played,
        (started + make_interval(days => days_between * (sessions - 1))) ${AT_SEOUL} as last
      from fill.pairs) p
    join fill.viewers v using (viewer) join fill.lectures l using (lecture)`,
  lecture_days: `
    insert into lecture_days (lecture_id, day, staff, views, watched_ms, completions, viewers, newcomers)
    select l.id, day, staff, ${SUMS}, count(previous), count(*) filter (where previous = '-infinity')
    from fill.sessions join fill.lectures l using (lecture) group by l.id, day, staff`,
  lecture_months: `
    insert into lecture_months (lecture_id, month, staff, views, watched_ms, completions, newcomers)
    select lecture_id, date_trunc('month', day), staff, sum(views), sum(watched_ms), sum(completions), sum(newcomers)
    from lecture_days group by 1, 2, 3`,
  lecture_traits: `
    insert into lecture_traits (lecture_id, day, staff, trait, value, views, watched_ms, completions)
    select l.id, day, s.staff, trait, value, ${SUMS}
    from fill.sessions s join fill.viewers using (viewer) join fill.lectures l using (lecture), ${SAID}
    group by l.id, day, s.staff, trait, value`,
  lecture_totals: `
    insert into lecture_totals (lecture_id, staff, views, watched_ms, completions, viewers, covered_ms)
    select l.id, d.staff, sum(views), sum(watched_ms), sum(completions), sum(newcomers), min(covered)
    from lecture_days d join fill.lectures l on l.id = d.lecture_id join (
      select lecture, staff, sum(${COVERED}) as covered from fill.pairs group by lecture, staff) p
      on p.lecture = l.lecture and p.staff = d.staff
    group by l.id, d.staff`,
  lecture_returns: `
    insert into lecture_returns (lecture_id, staff, away, day, previous, viewers)
    select l.id, staff, ${AWAY}, day, previous, count(*)
    from fill.sessions join fill.lectures l using (lecture) where previous > '-infinity'
    group by l.id, staff, day, previous`,
  manager_days: `
    insert into manager_days (manager_id, day, staff, views, watched_ms, completions, viewers, newcomers)
    select ${MANAGER}, s.*, viewers, newcomers from ${SITE_DAYS}`,
  manager_returns: `
    insert into manager_returns (manager_id, staff, away, day, previous, viewers)
    select ${MANAGER}, staff, ${AWAY}, day, previous, count(*)
    from fill.days join fill.viewers using (viewer) where previous > '-infinity' group by staff, day, previous`,
  course_progress: `
    insert into course_progress (course_id, manager_id, completed, people)
    select l.course_id, manager_id, completed, count(*) from (
      select viewer, (lecture - 1) / ${LECTURES_A_COURSE} as course, count(*) filter (where ${COVERED} >= 0.9 * ms) as completed
      from fill.pairs where not staff group by viewer, course) p
    join fill.lectures f on f.lecture = 1 + course * ${LECTURES_A_COURSE} join lectures l using (id),
    (values (null), (${MANAGER})) part(manager_id) group by l.course_id, manager_id, completed`,
  site_days: `
    insert into site_days (day, staff, views, watched_ms, completions, viewers, newcomers)
    select s.*, viewers, newcomers from ${SITE_DAYS}`,
  site_traits: `
    insert into site_traits (day, staff, trait, value, views, watched_ms, completions, newcomers)
    select s.*, coalesce(newcomers, 0) from (
      select day, s.staff, trait, value, ${SUMS} from fill.sessions s join fill.viewers using (viewer), ${SAID}
      group by day, s.staff, trait, value) s
    left join (
      select day, staff, trait, value, count(*) as newcomers from fill.days join fill.viewers using (viewer), ${SAID}
      where previous = '-infinity' group by day, staff, trait, value) d using (day, staff, trait, value)`,
  site_returns: `
    insert into site_returns (staff, away, day, previous, viewers, ${[...AUDIENCES, ...REGIONS].join(', ')})
    select staff, ${AWAY}, day, previous, count(*),
      ${[...AUDIENCES.map((value) => ofValue('audience', value)), ...REGIONS.map((value) => ofValue('region', value))].join(', ')}
    from fill.days join fill.viewers using (viewer) where previous > '-infinity' group by staff, day, previous`,
  site_hours: `
    insert into site_hours (day, hour, staff, views, watched_ms)
    select day, extract(hour from started), staff, count(*), sum(played_ms)
    from fill.sessions group by day, extract(hour from started), staff`,
  retention_deltas: `
    insert into retention_deltas (lecture_id, second, viewers, plays)
    select l.id, second, sum(viewers), sum(plays) from (
      ${ends('fill.pairs', 'from_ms', 'to_ms', '1 as viewers, 0 as plays', '-1, 0', '')}
      union all ${ends('fill.pairs', '0', '60000', '1, 0', '-1, 0', 'and peeked')}
      union all ${ends('fill.sessions', 'from_ms', 'to_ms', '0, 1', '0, -1', '')}
      union all ${ends('fill.sessions', '0', '60000', '0, 1', '0, -1', 'and peeked')}) e
    join fill.lectures l using (lecture) group by l.id, second`,
};

/** The whole ledger of one lecture: its plays in segments of 15 s, in the order in which they came. */
export const ledgerOf = (lecture: number) => `
  insert into played_segments (playback_session_id, seq, "from", "to", rate, elapsed_ms, clipped, received_at)
  select id, seq, from_ms / 1000.0, to_ms / 1000.0, 1, to_ms - from_ms, false,
    started ${AT_SEOUL} + make_interval(secs => 15 * (seq + 1))
  from (
    select ${SESSION_ID} as id, started, piece as seq, piece * 15000 as from_ms, (piece + 1) * 15000 as to_ms
    from fill.sessions cross join generate_series(0, 3) piece where lecture = ${lecture} and peeked
    union all
    select ${SESSION_ID}, started, 4 + piece, from_ms + piece * 15000, least(to_ms, from_ms + (piece + 1) * 15000)
    from fill.sessions cross join lateral generate_series(0, (to_ms - from_ms - 1) / 15000) piece
    where lecture = ${lecture}) s
  order by 8`;

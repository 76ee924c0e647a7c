/**
 * SQL of a year of watching, laid out in unlogged tables of a schema `fill` that is dropped at the end:
 * who comes, what each of them opens, and how much of it is played. Every choice is a hash of numbers, so
 * that two fills of one size are the same.
 */
import { AUDIENCES, REGIONS, UNKNOWN } from '../../../server/contract/vocabulary.ts';
import { DURATION, idSql, LECTURES, lectureSql } from './catalogue.ts';

export type Size = {
  viewers: number;
  /** pairs of a viewer and a lecture that are drawn; some are drawn twice, and count once */
  draws: number;
};

/** 1,000,000 viewers open lectures 10,000,000 times, as nearly as chance allows. */
export const sizeAt = (scale: number): Size => ({
  viewers: Math.round(1_000_000 * scale),
  draws: Math.round(8_580_000 * scale),
});

/** Share of the viewers who said whom they belong to and where they live. */
const SAID = 0.15;
const DAYS = 365;
/** Seoul's midnight, a year before today's. */
const FIRST_DAY = `(date_trunc('day', now() at time zone 'Asia/Seoul') - interval '${DAYS} days')`;

/** A number from 0 up to 1 for whatever `n` numbers; `salt` makes it another. */
const chance = (n: string, salt: number) => `fill.chance((${n})::bigint, ${salt})`;
/** The words at the front of a list more often than those behind. */
const oneOf = (words: readonly string[], n: string, salt: number) =>
  `(array['${words.join("','")}'])[1 + floor(${words.length} * power(${chance(n, salt)}, 2))::int]`;

export const audienceSteps = ({ viewers, draws }: Size): { name: string; sql: string }[] => [
  {
    name: 'who comes',
    sql: `
      create schema fill;
      create function fill.chance(n bigint, salt bigint) returns float8 immutable parallel safe
        return (hashint8extended(n, salt) & 2147483647) / 2147483648.0::float8;
      create unlogged table fill.lectures as
        select n as lecture, ${idSql('lecture', 'n')} as id, ${DURATION} * 1000 as ms
        from generate_series(1, ${LECTURES}) n;
      create unlogged table fill.viewers as
        select n as viewer, ${idSql('viewer', 'n')} as id, ${chance('n', 1)} < 0.005 as staff,
          case when ${chance('n', 2)} < ${SAID} then ${oneOf(AUDIENCES, 'n', 3)} else '${UNKNOWN}' end as audience,
          case when ${chance('n', 2)} < ${SAID} then ${oneOf(REGIONS, 'n', 4)} else '${UNKNOWN}' end as region,
          ${DAYS} * ${chance('n', 5)} as arrival
        from generate_series(1, ${viewers}) n;
      analyze fill.lectures, fill.viewers`,
  },
  {
    // Everybody opens something; most of the rest is opened by people who come often. Whoever has come
    // comes back soon or not at all. A fifth watch to the end; of the others most leave early. A fifth
    // look at the first minute and go on somewhere else.
    name: 'what they open',
    sql: `
      create unlogged table fill.pairs as
        with drawn as (
          select distinct
            case when d <= ${viewers} then d else 1 + floor(${viewers} * power(${chance('d', 6)}, 1.25))::int end as viewer,
            ${lectureSql(chance('d', 7))} as lecture
          from generate_series(1, ${draws}) d),
        numbered as (select *, viewer::bigint * ${LECTURES} + lecture as n from drawn),
        begun as (
          select n, viewer, lecture, v.staff, l.ms,
            floor(v.arrival + (${DAYS} - v.arrival) * power(${chance('n', 8)}, 3))::int as day,
            case when ${chance('n', 9)} < 0.4 then 9 + 9 * ${chance('n', 10)} else 18 + 6 * ${chance('n', 10)} end as hour,
            case when ${chance('n', 11)} < 0.8 then 1 when ${chance('n', 11)} < 0.95 then 2 else 3 end as sessions,
            case when ${chance('n', 12)} < 0.8 then 0 else 90000 + floor(l.ms / 2 * ${chance('n', 13)})::int end as from_ms
          from numbered join fill.viewers v using (viewer) join fill.lectures l using (lecture))
        select n, viewer, lecture, staff, ms, sessions, from_ms, from_ms > 0 as peeked,
          ${FIRST_DAY} + make_interval(days => day, secs => hour * 3600) as started,
          least(floor(8 * power(${chance('n', 14)}, 2))::int, (${DAYS - 1} - day) / sessions) as days_between,
          from_ms + case when ${chance('n', 15)} < 0.2 then ms - from_ms
            else least(ms - from_ms, 15000 + floor((ms - from_ms) * power(${chance('n', 16)}, 3))::int) end as to_ms
        from begun;
      analyze fill.pairs`,
  },
  {
    // Whoever comes back to a lecture begins half a minute before the place where he left.
    name: 'what is played',
    sql: `
      create unlogged table fill.sessions as
        with parts as (
          select *, (to_ms - from_ms) / sessions as part from fill.pairs),
        played as (
          select n, viewer, lecture, staff, nth, started + make_interval(days => days_between * (nth - 1)) as started,
            case when nth > 1 then (started + make_interval(days => days_between * (nth - 2)))::date end as before,
            from_ms + part * (nth - 1) - case when nth > 1 then least(part, 30000) else 0 end as from_ms,
            case when nth = sessions then to_ms else from_ms + part * nth end as to_ms,
            peeked and nth = 1 as peeked,
            nth = sessions and to_ms - from_ms + case when peeked then 60000 else 0 end >= 0.9 * ms as completes
          from parts cross join lateral generate_series(1, sessions) nth)
        select n, viewer, lecture, staff, nth, started, started::date as day, from_ms, to_ms, peeked, completes,
          to_ms - from_ms + case when peeked then 60000 else 0 end as played_ms,
          case when before is null then '-infinity' when before < started::date then before end as previous
        from played;
      create unlogged table fill.days as
        select viewer, day, coalesce(lag(day) over (partition by viewer order by day), '-infinity') as previous
        from (select distinct viewer, day from fill.sessions) d;
      analyze fill.sessions, fill.days`,
  },
];

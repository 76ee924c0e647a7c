/** SQL of quality of experience, for many reports at once. All of it runs in the recording transaction. */
import { type SQL, sql } from 'drizzle-orm';
import { PLAYER_ERRORS, type QualityReport, RUNGS } from '../contract/quality.ts';
import { type Db, listed, rowsOf } from '../database/client.ts';
import { ERRORS, PLAYED, QUALITY_COUNTS } from '../database/schema/quality-columns.ts';
import type { Classes } from '../http/device.ts';
import type { Counts } from './counts.ts';

/** A session's last report, and what it is watched with. */
export type Known = { sessionId: string; classes: Classes; report: QualityReport };

const names = (columns: readonly string[]): SQL => sql.raw(columns.join(', '));

/**
 * What is known of sessions: rows are made when missing, and locked in one order.
 * @returns by the session's id
 */
export async function lockKnown(
  tx: Db,
  sessions: readonly { sessionId: string; classes: Classes }[],
): Promise<Map<string, Known>> {
  const rows = sessions.map(({ sessionId, classes }) => ({ sessionId, ...classes }));
  await tx.execute(sql`
    insert into session_quality (playback_session_id, sn, device, browser, system)
    select id, -1, device, browser, system
    from unnest(${listed(rows, 'sessionId', 'uuid')}, ${listed(rows, 'device', 'text')},
      ${listed(rows, 'browser', 'text')}, ${listed(rows, 'system', 'text')}) u(id, device, browser, system)
    order by id on conflict do nothing`);
  const found = await rowsOf<Classes & { id: string } & Record<string, number>>(
    tx,
    sql`
    select playback_session_id as id, device, browser, system, sn, startup_ms, stalls, stalled_ms,
      ${names([...PLAYED, ...ERRORS])}
    from session_quality where playback_session_id = any(${listed(rows, 'sessionId', 'uuid')})
    order by playback_session_id for update`,
  );
  return new Map(found.map((row) => [row.id, knownOf(row)]));
}

function knownOf({ id, device, browser, system, ...row }: Classes & { id: string } & Record<string, number>) {
  const each = <K extends string | number>(keys: readonly K[], columns: readonly string[]) =>
    Object.fromEntries(keys.map((key, nth) => [key, row[columns[nth] ?? '']])) as Record<K, number>;
  return {
    sessionId: id,
    classes: { device, browser, system },
    report: {
      sn: row.sn ?? 0,
      msd: row.startup_ms ?? null,
      bsa: row.stalls ?? 0,
      bsda: row.stalled_ms ?? 0,
      played: each(RUNGS, PLAYED),
      ec: each(PLAYER_ERRORS, ERRORS),
    },
  };
}

const KEPT = ['sn', 'startup_ms', 'stalls', 'stalled_ms', ...PLAYED, ...ERRORS];

/** Puts reports in the place of the last ones. Their rows are locked. */
export async function keepReports(
  tx: Db,
  reports: readonly { sessionId: string; report: QualityReport }[],
): Promise<void> {
  if (reports.length === 0) return;
  const values = reports.map(({ report: { sn, msd, bsa, bsda, played, ec } }) => [
    ...[sn, msd, bsa, bsda],
    ...RUNGS.map((rung) => played[rung]),
    ...PLAYER_ERRORS.map((kind) => ec[kind]),
  ]);
  await tx.execute(sql`
    update session_quality q set ${names(KEPT.map((name) => `${name} = u.${name}`))}
    from unnest(${listed(reports, 'sessionId', 'uuid')}, ${arraysOf(values, KEPT, 'int')}) u(id, ${names(KEPT)})
    where q.playback_session_id = u.id`);
}

/** A session's day and place in the sums, and what is to be added there. */
export type Change = { lectureId: string; day: string; staff: boolean; counts: Counts } & Classes;

/** Adds to the sums; the site's rows, which everybody wants, come last and are held shortest. */
export async function addChanges(tx: Db, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const lecture = { lectureId: 'uuid', day: 'date', staff: 'boolean', device: 'text' };
  const site = { day: 'date', staff: 'boolean', device: 'text', browser: 'text', system: 'text' };
  await add(tx, 'lecture_quality', lecture, changes);
  await add(tx, 'site_quality', site, changes);
}

/** @param key type of each column of the table's key, by the member of a change that it comes from */
async function add(
  tx: Db,
  table: string,
  key: Partial<Record<keyof Change, string>>,
  changes: readonly Change[],
): Promise<void> {
  const members = Object.entries(key) as [keyof Change, string][];
  const keys = members.map(([member]) => (member === 'lectureId' ? 'lecture_id' : member));
  const arrays = members.map(([member, type]) => listed(changes, member, type));
  const counts = arraysOf(
    changes.map((change) => change.counts),
    QUALITY_COUNTS,
    'bigint',
  );
  await tx.execute(sql`
    insert into ${sql.raw(table)} as t (${names([...keys, ...QUALITY_COUNTS])})
    select ${names([...keys, ...QUALITY_COUNTS.map((name) => `sum(${name})`)])}
    from unnest(${sql.join(arrays, sql`, `)}, ${counts}) u(${names([...keys, ...QUALITY_COUNTS])})
    group by ${names(keys)} order by ${names(keys)}
    on conflict (${names(keys)}) do update
    set ${names(QUALITY_COUNTS.map((name) => `${name} = t.${name} + excluded.${name}`))}`);
}

/** Rows of numbers as one array a column. */
const arraysOf = (rows: readonly (readonly (number | null)[])[], columns: readonly string[], type: string) =>
  sql.join(
    columns.map((_, nth) => sql`${sql.param(rows.map((row) => row[nth] ?? null))}::${sql.raw(type)}[]`),
    sql`, `,
  );

/** Removes what was said of sessions that began before. @returns of how many */
export async function forgetReports(db: Db, before: Date): Promise<number> {
  const removed = await rowsOf(
    db,
    sql`
    delete from session_quality q using playback_sessions p
    where p.id = q.playback_session_id and p.started_at < ${before.toISOString()}::timestamptz returning 1`,
  );
  return removed.length;
}

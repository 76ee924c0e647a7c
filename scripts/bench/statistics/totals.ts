/** Whether the database holds what was acknowledged, no less and no more. */
import { onConnection } from './connection.ts';
import { SEGMENT_SECONDS } from './reports.ts';
import { differenceOf, retentionOf } from './retention.ts';

type Total = { name: string; expected: number; found: number };

/** Lectures whose retention is computed from the ledger again, by number: of many viewers and of few. */
const LECTURES_COMPARED = [1, 10, 100];

const TOTALS = `
  select (select count(*) from played_segments)::float8 as ledger,
    (select count(*) from played_segments where clipped)::float8 as clipped,
    (select sum(("to" - "from") * 1000) from played_segments)::float8 as played,
    (select sum(credited_ms) from watched)::float8 as watched,
    (select sum(watched_ms) from lecture_days)::float8 as lecture_days,
    (select sum(watched_ms) from site_days)::float8 as site_days,
    (select sum(watched_ms) from site_hours)::float8 as site_hours,
    (select sum(views) from lecture_days)::float8 as lecture_views,
    (select sum(views) from site_hours)::float8 as site_views,
    (select sum(newcomers) from lecture_days)::float8 as lecture_viewers,
    (select sum(newcomers) from site_days)::float8 as site_viewers,
    (select sum(newcomers) from manager_days)::float8 as manager_viewers,
    (select sum(people) from course_progress where manager_id is null)::float8 as course_viewers`;

/**
 * @param acknowledged reports of 15 s @param viewers who sent any, each from one session
 * @throws with every total that is wrong
 */
export async function requireTotals(
  database: string,
  { acknowledged, viewers, signal }: { acknowledged: number; viewers: number; signal: AbortSignal },
): Promise<void> {
  const wrong = await onConnection(database, signal, async (client) => {
    const [found] = (await client.query(TOTALS)).rows;
    const sentences = wrongTotals(totalsOf(found, acknowledged, viewers));
    for (const lecture of LECTURES_COMPARED) {
      const counters = await retentionOf(client, lecture, 'counters');
      const ledger = await retentionOf(client, lecture, 'ledger');
      const second = differenceOf(counters.curves, ledger.curves);
      if (second !== null)
        sentences.push(`retention of lecture ${lecture}: not the ledger’s at second ${second}`);
    }
    return sentences;
  });
  if (wrong.length > 0) throw new Error(`The database is wrong:\n  ${wrong.join('\n  ')}`);
}

/** What each total should be. Pure. */
export function totalsOf(
  found: Readonly<Record<string, number>>,
  acknowledged: number,
  viewers: number,
): Total[] {
  const ms = acknowledged * SEGMENT_SECONDS * 1000;
  const rows: [name: string, column: string, expected: number][] = [
    ['rows of the ledger', 'ledger', acknowledged],
    ['rows that were clipped', 'clipped', 0],
    ['milliseconds in the ledger', 'played', ms],
    ['milliseconds credited to viewers', 'watched', ms],
    ['milliseconds of lectures by day', 'lecture_days', ms],
    ['milliseconds of the site by day', 'site_days', ms],
    ['milliseconds of the site by hour', 'site_hours', ms],
    ['views of lectures by day', 'lecture_views', viewers],
    ['views of the site by hour', 'site_views', viewers],
    ['viewers of lectures', 'lecture_viewers', viewers],
    ['viewers of the site', 'site_viewers', viewers],
    ['viewers of the one who manages all lectures', 'manager_viewers', viewers],
    ['viewers of courses', 'course_viewers', viewers],
  ];
  return rows.map(([name, column, expected]) => ({ name, expected, found: found[column] ?? 0 }));
}

/** A sentence on each that is not as expected. Pure. */
export const wrongTotals = (totals: readonly Total[]): string[] =>
  totals
    .filter(({ expected, found }) => expected !== found)
    .map(({ name, expected, found }) => `${name}: ${found} instead of ${expected}`);

/** Whose viewing of whose lectures is counted, as SQL. */
import { type SQL, sql } from 'drizzle-orm';
import { inMonths, type Period } from './period.ts';

export type Scope = {
  /** whose lectures; null = all of them */
  manager: string | null;
  /** staff viewing is counted too */
  staff: boolean;
};

/** Of `lectures l`. */
export const managed = ({ manager }: Scope): SQL =>
  manager === null ? sql`true` : sql`l.created_by = ${manager}::uuid`;

/** Of a counter's column: a list, so that an index that begins with it is used. */
export const byWhom = ({ staff }: Scope): SQL =>
  staff ? sql`staff in (false, true)` : sql`staff in (false)`;

export const within = ({ from, to }: Period): SQL => sql`day between ${from}::date and ${to}::date`;

/** The columns of `Sums`, from rows of counters. */
export const SUMS: SQL = sql`coalesce(sum(views), 0)::int as views,
  coalesce(sum(watched_ms), 0)::float8 as "watchedMs", coalesce(sum(completions), 0)::int as completions`;

export const NEWCOMERS: SQL = sql`coalesce(sum(newcomers), 0)::int as newcomers`;

/** Counters of lectures that add up to a period: of its whole months, and of the days around them. */
export function lectureCounters(period: Period): SQL {
  const columns = sql`lecture_id, staff, views, watched_ms, completions, newcomers`;
  const { days, months } = inMonths(period);
  const parts = days.map((part) => sql`select ${columns} from lecture_days where ${within(part)}`);
  if (months)
    parts.push(sql`
      select ${columns} from lecture_months where month between ${months.from}::date and ${months.to}::date`);
  return sql`(${sql.join(parts, sql` union all `)}) counters`;
}

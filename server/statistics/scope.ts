/** Whose viewing of whose lectures is counted, as SQL. */
import { type SQL, sql } from 'drizzle-orm';
import type { Period } from './period.ts';

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

/** The columns of `Visits`, from rows of days. */
export const VISITS: SQL = sql`coalesce(sum(viewers), 0)::int as viewers,
  coalesce(sum(newcomers), 0)::int as newcomers`;

import { boolean, check, date, integer, pgTable, primaryKey, smallint } from 'drizzle-orm/pg-core';
import { AUDIENCES, REGIONS } from '../../contract/vocabulary.ts';
import { awayFits } from './columns.ts';

const count = () => integer().notNull().default(0);
const countsOf = <T extends string>(words: readonly T[]) =>
  Object.fromEntries(words.map((word) => [word, count()])) as Record<T, ReturnType<typeof count>>;

/**
 * As `lecture_returns`, to any lecture. A column for each audience and each 시·군 says how many of the
 * viewers are of it: pages ask for all of them at once, and a row for each would be many times the rows.
 */
export const siteReturns = pgTable(
  'site_returns',
  {
    staff: boolean().notNull(),
    away: smallint().notNull(),
    day: date({ mode: 'string' }).notNull(),
    previous: date({ mode: 'string' }).notNull(),
    viewers: integer().notNull(),
    ...countsOf(AUDIENCES),
    ...countsOf(REGIONS),
  },
  (table) => [
    primaryKey({ columns: [table.staff, table.away, table.day, table.previous] }),
    check('site_returns_away', awayFits(table)),
  ],
);

import { bigint, boolean, date, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { lectures } from './lectures.ts';

/** The sums of `lecture_days` over the days of a calendar month: a year of every lecture is a few of these each. */
export const lectureMonths = pgTable(
  'lecture_months',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    /** its first day */
    month: date({ mode: 'string' }).notNull(),
    staff: boolean().notNull(),
    views: integer().notNull().default(0),
    watchedMs: bigint('watched_ms', { mode: 'number' }).notNull().default(0),
    completions: integer().notNull().default(0),
    newcomers: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.lectureId, table.month, table.staff] })],
);

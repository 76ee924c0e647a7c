import { bigint, boolean, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { lectures } from './lectures.ts';

/** Sums of one lecture over all time. */
export const lectureTotals = pgTable(
  'lecture_totals',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    staff: boolean().notNull(),
    views: integer().notNull().default(0),
    watchedMs: bigint('watched_ms', { mode: 'number' }).notNull().default(0),
    completions: integer().notNull().default(0),
    /** different ones */
    viewers: integer().notNull().default(0),
    /** milliseconds of the lecture that they watched, each once a viewer */
    coveredMs: bigint('covered_ms', { mode: 'number' }).notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.lectureId, table.staff] })],
);

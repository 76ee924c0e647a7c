import { bigint, boolean, date, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { lectures } from './lectures.ts';

/** Sums of one lecture on one day of Asia/Seoul. */
export const lectureDays = pgTable(
  'lecture_days',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    day: date({ mode: 'string' }).notNull(),
    staff: boolean().notNull(),
    views: integer().notNull().default(0),
    watchedMs: bigint('watched_ms', { mode: 'number' }).notNull().default(0),
    completions: integer().notNull().default(0),
    /** different viewers of that day */
    viewers: integer().notNull().default(0),
    /** of these, who had never watched it before */
    newcomers: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.lectureId, table.day, table.staff] })],
);

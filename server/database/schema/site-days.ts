import { bigint, boolean, date, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';

/** As `lecture_days`, of all lectures together. */
export const siteDays = pgTable(
  'site_days',
  {
    day: date({ mode: 'string' }).notNull(),
    staff: boolean().notNull(),
    views: integer().notNull().default(0),
    watchedMs: bigint('watched_ms', { mode: 'number' }).notNull().default(0),
    completions: integer().notNull().default(0),
    viewers: integer().notNull().default(0),
    /** of these, who had never watched anything before */
    newcomers: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.day, table.staff] })],
);

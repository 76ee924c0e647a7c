import { bigint, boolean, date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** Sums of all lectures together on one day of Asia/Seoul, by who watched. */
export const siteDays = pgTable(
  'site_days',
  {
    day: date({ mode: 'string' }).notNull(),
    staff: boolean().notNull(),
    audience: text().notNull(),
    region: text().notNull(),
    views: integer().notNull().default(0),
    watchedMs: bigint('watched_ms', { mode: 'number' }).notNull().default(0),
    completions: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.day, table.staff, table.audience, table.region] })],
);

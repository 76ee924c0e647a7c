import { bigint, boolean, date, integer, pgTable, primaryKey, smallint } from 'drizzle-orm/pg-core';

/** Sums of all lectures together in one hour (0–23) of a day of Asia/Seoul. */
export const siteHours = pgTable(
  'site_hours',
  {
    day: date({ mode: 'string' }).notNull(),
    hour: smallint().notNull(),
    staff: boolean().notNull(),
    views: integer().notNull().default(0),
    watchedMs: bigint('watched_ms', { mode: 'number' }).notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.day, table.hour, table.staff] })],
);

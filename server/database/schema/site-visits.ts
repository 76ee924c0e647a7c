import { boolean, date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** As `lecture_visits`, for any lecture, by who watched. */
export const siteVisits = pgTable(
  'site_visits',
  {
    staff: boolean().notNull(),
    day: date({ mode: 'string' }).notNull(),
    previous: date({ mode: 'string' }).notNull(),
    audience: text().notNull(),
    region: text().notNull(),
    viewers: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.staff, table.day, table.previous, table.audience, table.region] }),
  ],
);

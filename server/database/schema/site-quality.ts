import { boolean, date, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { qualityCounts } from './quality-columns.ts';

/** How all lectures together played, in sessions that began on a day of Asia/Seoul, by device and browser. */
export const siteQuality = pgTable(
  'site_quality',
  {
    day: date({ mode: 'string' }).notNull(),
    staff: boolean().notNull(),
    device: text().notNull(),
    browser: text().notNull(),
    system: text().notNull(),
    ...qualityCounts(),
  },
  (table) => [primaryKey({ columns: [table.day, table.staff, table.device, table.browser, table.system] })],
);

import { boolean, date, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { lectures } from './lectures.ts';
import { qualityCounts } from './quality-columns.ts';

/** How a lecture played, in sessions that began on a day of Asia/Seoul, by device. */
export const lectureQuality = pgTable(
  'lecture_quality',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    day: date({ mode: 'string' }).notNull(),
    staff: boolean().notNull(),
    device: text().notNull(),
    ...qualityCounts(),
  },
  (table) => [primaryKey({ columns: [table.lectureId, table.day, table.staff, table.device] })],
);

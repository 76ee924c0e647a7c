import { date, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { lectures } from './lectures.ts';
import { viewers } from './viewers.ts';

/** Which viewer watched which lecture on which day of Asia/Seoul: unique viewers are counted here. */
export const viewerDays = pgTable(
  'viewer_days',
  {
    day: date({ mode: 'string' }).notNull(),
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    viewerId: uuid('viewer_id')
      .notNull()
      .references(() => viewers.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.lectureId, table.day, table.viewerId] }), index().on(table.day)],
);

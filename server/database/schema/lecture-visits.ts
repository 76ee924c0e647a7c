import { boolean, date, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { lectures } from './lectures.ts';

/**
 * How many viewers watched a lecture on a day, by the day on which they had last watched it
 * (`-infinity`: never before). Whoever watched within a period was, on exactly one of its days, last
 * seen before it: so the viewers of any period are a sum, at a cost that does not grow with them.
 */
export const lectureVisits = pgTable(
  'lecture_visits',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    staff: boolean().notNull(),
    day: date({ mode: 'string' }).notNull(),
    previous: date({ mode: 'string' }).notNull(),
    viewers: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.lectureId, table.staff, table.day, table.previous] })],
);

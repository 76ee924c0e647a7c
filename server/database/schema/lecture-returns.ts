import { boolean, check, date, integer, pgTable, primaryKey, smallint, uuid } from 'drizzle-orm/pg-core';
import { awayFits } from './columns.ts';
import { lectures } from './lectures.ts';

/**
 * How many viewers watched a lecture again on a day, by the day on which they had last watched it.
 * Whoever watched within a period was, on exactly one of its days, new or last seen before it: so the
 * viewers of any period are a sum. Rows lie by how long viewers had been away, so that a period finds
 * those who crossed into it without a look at the others.
 */
export const lectureReturns = pgTable(
  'lecture_returns',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    staff: boolean().notNull(),
    /** from 2^away days on, and less than twice that */
    away: smallint().notNull(),
    day: date({ mode: 'string' }).notNull(),
    previous: date({ mode: 'string' }).notNull(),
    viewers: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lectureId, table.staff, table.away, table.day, table.previous] }),
    check('lecture_returns_away', awayFits(table)),
  ],
);

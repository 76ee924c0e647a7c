import { boolean, check, date, integer, pgTable, primaryKey, smallint, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { awayFits } from './columns.ts';

/** As `lecture_returns`, to any lecture that one member of staff manages. */
export const managerReturns = pgTable(
  'manager_returns',
  {
    managerId: uuid('manager_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    staff: boolean().notNull(),
    away: smallint().notNull(),
    day: date({ mode: 'string' }).notNull(),
    previous: date({ mode: 'string' }).notNull(),
    viewers: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.managerId, table.staff, table.away, table.day, table.previous] }),
    check('manager_returns_away', awayFits(table)),
  ],
);

import { boolean, date, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';

/** Viewers of all lectures that one member of staff manages, on one day of Asia/Seoul. */
export const managerDays = pgTable(
  'manager_days',
  {
    managerId: uuid('manager_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    day: date({ mode: 'string' }).notNull(),
    /** of what the viewer began to watch as staff */
    staff: boolean().notNull(),
    viewers: integer().notNull().default(0),
    /** of these, who had never watched any of them before */
    newcomers: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.managerId, table.day, table.staff] })],
);

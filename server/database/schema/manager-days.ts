import { bigint, boolean, date, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';

/** As `lecture_days`, of all lectures together that one member of staff manages. */
export const managerDays = pgTable(
  'manager_days',
  {
    managerId: uuid('manager_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    day: date({ mode: 'string' }).notNull(),
    /** viewers, by what they began to watch as staff */
    staff: boolean().notNull(),
    views: integer().notNull().default(0),
    watchedMs: bigint('watched_ms', { mode: 'number' }).notNull().default(0),
    completions: integer().notNull().default(0),
    viewers: integer().notNull().default(0),
    /** of these, who had never watched any of them before */
    newcomers: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.managerId, table.day, table.staff] })],
);

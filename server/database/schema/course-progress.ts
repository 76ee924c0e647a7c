import { integer, pgTable, unique, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { courses } from './courses.ts';

/**
 * How many people have completed how many of the lectures that a course consists of, of those who watched any.
 * What somebody began to watch as staff is left out.
 */
export const courseProgress = pgTable(
  'course_progress',
  {
    courseId: uuid('course_id')
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    /** of this one's lectures in the course alone; null = of all of them */
    managerId: uuid('manager_id').references(() => accounts.id, { onDelete: 'cascade' }),
    completed: integer().notNull(),
    people: integer().notNull(),
  },
  (table) => [unique().on(table.courseId, table.managerId, table.completed).nullsNotDistinct()],
);

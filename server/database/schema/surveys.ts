import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, unique, uuid } from 'drizzle-orm/pg-core';
import type { Question } from '../../contract/surveys.ts';
import { accounts } from './accounts.ts';
import { createdAt } from './columns.ts';
import { courses } from './courses.ts';

/** The questions of a course's survey. Rows are only added: an answer names the ones it was given to. */
export const surveys = pgTable(
  'surveys',
  {
    id: uuid().primaryKey().defaultRandom(),
    courseId: uuid('course_id')
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    /** counts up within the course, from 1 */
    version: integer().notNull(),
    /** in the order in which they are asked */
    questions: jsonb().$type<Question[]>().notNull(),
    createdBy: uuid('created_by').references(() => accounts.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    unique().on(table.courseId, table.version),
    check('surveys_version', sql`${table.version} >= 1`),
    check(
      'surveys_questions',
      sql`jsonb_typeof(${table.questions}) = 'array' and jsonb_array_length(${table.questions}) between 1 and 20`,
    ),
  ],
);

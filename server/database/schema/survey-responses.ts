import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { Answer } from '../../contract/surveys.ts';
import { accounts } from './accounts.ts';
import { courses } from './courses.ts';
import { surveys } from './surveys.ts';

/** What one person answered to a course's survey: once, and never shown with the person. */
export const surveyResponses = pgTable(
  'survey_responses',
  {
    id: uuid().primaryKey().defaultRandom(),
    courseId: uuid('course_id')
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    /** the questions as they were asked */
    surveyId: uuid('survey_id')
      .notNull()
      .references(() => surveys.id, { onDelete: 'cascade' }),
    /** so that one person answers once; null once the account is gone: the answers stay */
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'set null' }),
    /** one for each question, in their order */
    answers: jsonb().$type<Answer[]>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    unique().on(table.courseId, table.accountId),
    index().on(table.accountId),
    index().on(table.surveyId),
    check('survey_responses_answers', sql`jsonb_typeof(${table.answers}) = 'array'`),
  ],
);

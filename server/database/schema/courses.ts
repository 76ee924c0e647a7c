import { type AnyPgColumn, check, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { AUDIENCES, type Audience } from '../../contract/vocabulary.ts';
import { createdAt, oneOf, updatedAt } from './columns.ts';
import { completionRules } from './completion-rules.ts';
import { surveys } from './surveys.ts';

export const courses = pgTable(
  'courses',
  {
    id: uuid().primaryKey().defaultRandom(),
    title: text().notNull(),
    titleEn: text('title_en').notNull().default(''),
    summary: text().notNull().default(''),
    summaryEn: text('summary_en').notNull().default(''),
    audience: text().$type<Audience>().notNull().default('everyone'),
    /** the rule that holds; checked when a transaction ends, since each of the two names the other */
    ruleId: uuid('rule_id')
      .notNull()
      .references((): AnyPgColumn => completionRules.id),
    /** the questions that are asked now; null = none are */
    surveyId: uuid('survey_id').references((): AnyPgColumn => surveys.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [check('courses_audience', oneOf(table.audience, AUDIENCES))],
);

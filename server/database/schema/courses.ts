import { sql } from 'drizzle-orm';
import { check, doublePrecision, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { AUDIENCES, type Audience } from '../../contract/vocabulary.ts';
import { createdAt, oneOf, updatedAt } from './columns.ts';

export const courses = pgTable(
  'courses',
  {
    id: uuid().primaryKey().defaultRandom(),
    title: text().notNull(),
    titleEn: text('title_en').notNull().default(''),
    summary: text().notNull().default(''),
    summaryEn: text('summary_en').notNull().default(''),
    audience: text().$type<Audience>().notNull().default('everyone'),
    /** share of a lecture's duration that watched must cover, 0–1 */
    completionShare: doublePrecision('completion_share').notNull().default(0.9),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check('courses_audience', oneOf(table.audience, AUDIENCES)),
    check('courses_completion_share', sql`${table.completionShare} > 0 and ${table.completionShare} <= 1`),
  ],
);

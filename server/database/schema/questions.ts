import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, updatedAt } from './columns.ts';

/** Frequent questions and their answers. */
export const questions = pgTable(
  'questions',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** from the first on, with gaps */
    position: integer().notNull(),
    category: text().notNull(),
    categoryEn: text('category_en').notNull(),
    question: text().notNull(),
    questionEn: text('question_en').notNull(),
    answer: text().notNull(),
    answerEn: text('answer_en').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [check('questions_written', sql`${table.question} <> '' and ${table.answer} <> ''`)],
);

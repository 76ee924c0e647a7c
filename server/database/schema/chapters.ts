import { sql } from 'drizzle-orm';
import { check, doublePrecision, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { lectures } from './lectures.ts';

export const chapters = pgTable(
  'chapters',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    /** seconds */
    start: doublePrecision().notNull(),
    title: text().notNull(),
    titleEn: text('title_en').notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.lectureId, table.start] }),
    check('chapters_start', sql`${table.start} >= 0`),
  ],
);

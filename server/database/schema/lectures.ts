import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { AUDIENCES, type Audience, VISIBILITIES, type Visibility } from '../../contract/vocabulary.ts';
import { accounts } from './accounts.ts';
import { createdAt, oneOf, updatedAt } from './columns.ts';
import { courses } from './courses.ts';

export const lectures = pgTable(
  'lectures',
  {
    id: uuid().primaryKey().defaultRandom(),
    courseId: uuid('course_id').references(() => courses.id, { onDelete: 'set null' }),
    courseOrder: integer('course_order').notNull().default(1),
    title: text().notNull(),
    titleEn: text('title_en').notNull().default(''),
    summary: text().notNull().default(''),
    summaryEn: text('summary_en').notNull().default(''),
    instructor: text().notNull().default(''),
    venue: text().notNull().default(''),
    /** day of the offline session */
    sessionDate: date('session_date', { mode: 'string' }),
    audience: text().$type<Audience>().notNull().default('everyone'),
    field: text().notNull().default(''),
    tags: text().array().notNull().default(sql`'{}'`),
    visibility: text().$type<Visibility>().notNull().default('draft'),
    /** when it first became public */
    publishedAt: timestamp('published_at', { withTimezone: true }),
    /** NFC, lower case; every word of a query must occur in it */
    searchText: text('search_text').notNull().default(''),
    /** initial consonants of title and instructor, for queries like ㅎㅊ */
    searchChoseong: text('search_choseong').notNull().default(''),
    /** the member of staff who manages it */
    createdBy: uuid('created_by').references(() => accounts.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check('lectures_audience', oneOf(table.audience, AUDIENCES)),
    check('lectures_visibility', oneOf(table.visibility, VISIBILITIES)),
    check('lectures_public_since', sql`${table.visibility} = 'draft' or ${table.publishedAt} is not null`),
    index().on(table.courseId, table.courseOrder),
    index().on(table.visibility, table.publishedAt.desc()),
    index().on(table.createdBy),
  ],
);

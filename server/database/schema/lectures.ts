import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
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
    instructorEn: text('instructor_en').notNull().default(''),
    venue: text().notNull().default(''),
    venueEn: text('venue_en').notNull().default(''),
    /** day of the offline session */
    sessionDate: date('session_date', { mode: 'string' }),
    audience: text().$type<Audience>().notNull().default('everyone'),
    field: text().notNull().default(''),
    fieldEn: text('field_en').notNull().default(''),
    tags: text().array().notNull().default(sql`'{}'`),
    tagsEn: text('tags_en').array().notNull().default(sql`'{}'`),
    visibility: text().$type<Visibility>().notNull().default('draft'),
    /** from when and until when it may be watched, unless it is a draft; null = at once, for good */
    publicFrom: timestamp('public_from', { withTimezone: true }),
    publicUntil: timestamp('public_until', { withTimezone: true }),
    /** its time has not come, as far as the sums of courses know; nothing else depends on it */
    upcoming: boolean().notNull().default(false),
    /** when it first became public, or will */
    publishedAt: timestamp('published_at', { withTimezone: true }),
    /** since when and by whom it is in the bin */
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
    deletedBy: uuid('deleted_by').references(() => accounts.id, { onDelete: 'set null' }),
    /** when the bin was emptied of it: title and numbers are left */
    emptiedAt: timestamp('emptied_at', { withTimezone: true }),
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
    check('lectures_public_until', sql`${table.publicUntil} > ${table.publicFrom}`),
    check('lectures_emptied', sql`${table.emptiedAt} is null or ${table.deletedAt} is not null`),
    check('lectures_public_since', sql`${table.visibility} = 'draft' or ${table.publishedAt} is not null`),
    index().on(table.courseId, table.courseOrder),
    index().on(table.visibility, table.publishedAt.desc()),
    index().on(table.createdBy),
    // few of many: those in the bin, and those whose time is to come
    index('lectures_deleted').on(table.deletedAt).where(sql`${table.deletedAt} is not null`),
    index('lectures_upcoming').on(table.publicFrom).where(sql`${table.upcoming}`),
  ],
);

import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { createdAt, updatedAt } from './columns.ts';

/** What administrators tell everybody. */
export const announcements = pgTable(
  'announcements',
  {
    id: uuid().primaryKey().defaultRandom(),
    title: text().notNull(),
    titleEn: text('title_en').notNull(),
    text: text().notNull(),
    textEn: text('text_en').notNull(),
    isPinned: boolean('is_pinned').notNull(),
    /** null = a draft; later than now = it will be published by itself */
    publishedAt: timestamp('published_at', { withTimezone: true }),
    /** null = it stays */
    endsAt: timestamp('ends_at', { withTimezone: true }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check('announcements_title', sql`${table.title} <> ''`),
    check('announcements_ends', sql`${table.endsAt} > ${table.publishedAt}`),
    index().on(table.isPinned, table.publishedAt),
  ],
);

import { sql } from 'drizzle-orm';
import { check, doublePrecision, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { createdAt, updatedAt } from './columns.ts';
import { lectures } from './lectures.ts';

/** What an account wrote for itself at a time of a lecture. Nobody else is ever given any of it, staff neither. */
export const notes = pgTable(
  'notes',
  {
    id: uuid().primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    /** seconds of the lecture's current recording */
    at: doublePrecision().notNull(),
    text: text().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check('notes_at', sql`${table.at} >= 0`),
    check('notes_text', sql`${table.text} <> ''`),
    index().on(table.accountId, table.lectureId),
    // when a recording is cut
    index().on(table.lectureId),
  ],
);

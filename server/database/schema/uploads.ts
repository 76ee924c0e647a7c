import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { createdAt } from './columns.ts';
import { lectures } from './lectures.ts';

/** Resumable uploads. The bytes are staged as a file of the same id until the upload is finished. */
export const uploads = pgTable(
  'uploads',
  {
    /** becomes the recording's id: one upload makes one recording, however often finish is called */
    id: uuid().primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** the lecture whose recording it is to become, when whoever sends it said so: its staff see how far it is */
    lectureId: uuid('lecture_id').references(() => lectures.id, { onDelete: 'set null' }),
    /** the file's name as staff know it, NFC */
    name: text().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    createdAt: createdAt(),
    /** when it is swept if nobody finished it */
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (table) => [
    check('uploads_bytes', sql`${table.bytes} >= 0`),
    index().on(table.expiresAt).where(sql`${table.finishedAt} is null`),
  ],
);

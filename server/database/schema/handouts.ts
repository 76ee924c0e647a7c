import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';
import { lectures } from './lectures.ts';

/** Documents of a lecture; the bytes are an object of the storage. */
export const handouts = pgTable(
  'handouts',
  {
    id: uuid().primaryKey(),
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    /** of the file, NFC */
    name: text().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [check('handouts_bytes', sql`${table.bytes} > 0`), index().on(table.lectureId)],
);

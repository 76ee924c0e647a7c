import { sql } from 'drizzle-orm';
import { check, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { changedAt } from './columns.ts';
import { lectures } from './lectures.ts';

/** A lecture's poster as somebody chose it. Without a row, or a key, the first candidate of its recording is shown. */
export const posters = pgTable(
  'posters',
  {
    lectureId: uuid('lecture_id')
      .primaryKey()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    /** storage key of the picture that is shown; replacing the recording changes nothing about it */
    key: text(),
    /** of the picture that is being made, or could not be made */
    request: uuid(),
    /** why it could not be made; null while it is being made */
    code: text(),
    updatedAt: changedAt(),
  },
  (table) => [check('posters_code', sql`${table.code} is null or ${table.request} is not null`)],
);

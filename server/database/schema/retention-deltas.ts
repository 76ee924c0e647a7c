import { integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { lectures } from './lectures.ts';

/**
 * Ends of watched and played stretches: +1 where one begins, −1 where it ends. The prefix sum over
 * seconds is the number of unique viewers, or of plays, of each second.
 */
export const retentionDeltas = pgTable(
  'retention_deltas',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    second: integer().notNull(),
    viewers: integer().notNull().default(0),
    plays: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.lectureId, table.second] })],
);

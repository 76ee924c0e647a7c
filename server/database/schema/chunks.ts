import { sql } from 'drizzle-orm';
import { check, doublePrecision, integer, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';
import { recordings } from './recordings.ts';

/** A stretch of the recording that one job makes into all video renditions. Planned by the probe. */
export const chunks = pgTable(
  'chunks',
  {
    recordingId: uuid('recording_id')
      .notNull()
      .references(() => recordings.id, { onDelete: 'cascade' }),
    /** from 0, in order of time */
    index: integer().notNull(),
    /** seconds from the lecture's start */
    start: doublePrecision().notNull(),
    duration: doublePrecision().notNull(),
    /** the attempt that may publish; a newer attempt takes it over */
    attempt: uuid(),
    /** seconds of this chunk transcoded by that attempt */
    secondsDone: doublePrecision('seconds_done').notNull().default(0),
    /** set once, with the segments: a chunk counts when this is committed */
    doneAt: timestamp('done_at', { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.recordingId, table.index] }),
    check('chunks_time', sql`${table.index} >= 0 and ${table.start} >= 0 and ${table.duration} > 0`),
  ],
);

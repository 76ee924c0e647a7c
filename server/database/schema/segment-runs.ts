import { sql } from 'drizzle-orm';
import {
  check,
  doublePrecision,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { renditions } from './renditions.ts';

/**
 * Segments of one rendition that landed together: those of a chunk.
 * Playlists are written from the runs 0, 1, 2 … of a rendition without a gap.
 */
export const segmentRuns = pgTable(
  'segment_runs',
  {
    recordingId: uuid('recording_id').notNull(),
    rendition: text().notNull(),
    /** the chunk's index */
    run: integer().notNull(),
    /** storage key of each segment */
    keys: text().array().notNull(),
    /** seconds of each segment */
    durations: doublePrecision().array().notNull(),
    /** size of each segment */
    bytes: integer().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.recordingId, table.rendition, table.run] }),
    foreignKey({
      columns: [table.recordingId, table.rendition],
      foreignColumns: [renditions.recordingId, renditions.name],
    }).onDelete('cascade'),
    check(
      'segment_runs_lengths',
      sql`cardinality(${table.keys}) = cardinality(${table.durations})
        and cardinality(${table.keys}) = cardinality(${table.bytes})`,
    ),
  ],
);

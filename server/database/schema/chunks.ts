import { sql } from 'drizzle-orm';
import {
  check,
  doublePrecision,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, oneOf } from './columns.ts';
import { recordings } from './recordings.ts';

/** Of the picture, which becomes all video rungs at once, or of the sound. */
const CHUNK_KINDS = ['video', 'audio'] as const;
export type ChunkKind = (typeof CHUNK_KINDS)[number];

/** A stretch of the recording's picture or sound that one job transcodes. Planned by the probe. */
export const chunks = pgTable(
  'chunks',
  {
    recordingId: uuid('recording_id')
      .notNull()
      .references(() => recordings.id, { onDelete: 'cascade' }),
    kind: text().$type<ChunkKind>().notNull(),
    /** from 0, in order of time */
    index: integer().notNull(),
    /** seconds from the lecture's start */
    start: doublePrecision().notNull(),
    duration: doublePrecision().notNull(),
    /** index of its first segment within the whole rendition */
    firstSegment: integer('first_segment').notNull(),
    /** frames in each of its segments: of the top rung, or of 1,024 samples of sound */
    segments: integer().array().notNull(),
    /** the attempt that may publish; a newer attempt takes it over when this one falls silent */
    attempt: uuid(),
    /** when that attempt last said how far it is */
    reportedAt: timestamp('reported_at', { withTimezone: true, precision: 3 }),
    /** seconds of this chunk transcoded by that attempt */
    secondsDone: doublePrecision('seconds_done').notNull().default(0),
    /** set once, with the segments: a chunk counts when this is committed */
    doneAt: timestamp('done_at', { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.recordingId, table.kind, table.index] }),
    check('chunks_kind', oneOf(table.kind, CHUNK_KINDS)),
    check('chunks_time', sql`${table.index} >= 0 and ${table.start} >= 0 and ${table.duration} > 0`),
    check('chunks_segments', sql`${table.firstSegment} >= 0 and cardinality(${table.segments}) > 0`),
    check('chunks_reported', sql`${table.attempt} is null or ${table.reportedAt} is not null`),
  ],
);

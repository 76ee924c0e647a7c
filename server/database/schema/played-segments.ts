import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { playbackSessions } from './playback-sessions.ts';

/** The ledger: append-only, one row a played segment. Progress and statistics derive from it. */
export const playedSegments = pgTable(
  'played_segments',
  {
    playbackSessionId: uuid('playback_session_id')
      .notNull()
      .references(() => playbackSessions.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    /** `[from, to)` in media seconds, after clipping */
    from: doublePrecision().notNull(),
    to: doublePrecision().notNull(),
    rate: doublePrecision().notNull(),
    elapsedMs: integer('elapsed_ms').notNull(),
    /** claimed more than could have been played; cut to what could */
    clipped: boolean().notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.playbackSessionId, table.seq] }),
    // rows lie in the order in which they came: enough to find those that are old enough to go
    index().using('brin', table.receivedAt),
    check('played_segments_range', sql`${table.from} >= 0 and ${table.to} >= ${table.from}`),
  ],
);

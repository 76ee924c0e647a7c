import { boolean, index, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import { lectures } from './lectures.ts';
import { viewers } from './viewers.ts';

/** One opening of one lecture by one viewer. */
export const playbackSessions = pgTable(
  'playback_sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    viewerId: uuid('viewer_id')
      .notNull()
      .references(() => viewers.id, { onDelete: 'cascade' }),
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    /**
     * what it plays: its segments are stretches of this recording, also when another is current by then. Both go
     * with their lecture; a reference would ask for an index that nothing else needs
     */
    recordingId: uuid('recording_id').notNull(),
    /** opened by staff or an administrator: left out of statistics */
    staff: boolean().notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
    /** played a kept copy without a network, and was told of afterwards: began with the session that it came after */
    offline: boolean().notNull().default(false),
    /** when it first played something: only then it is a view */
    viewedAt: timestamp('viewed_at', { withTimezone: true }),
  },
  (table) => [index().on(table.viewerId, table.lectureId), index().on(table.lectureId)],
);

import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  pgTable,
  primaryKey,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { int4multirange, int8multirange } from './columns.ts';
import { lectures } from './lectures.ts';
import { viewers } from './viewers.ts';

/** What a viewer has watched of a lecture: the union of the played segments. */
export const watched = pgTable(
  'watched',
  {
    viewerId: uuid('viewer_id')
      .notNull()
      .references(() => viewers.id, { onDelete: 'cascade' }),
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    /** began by staff or an administrator: courses and managers count it apart */
    staff: boolean().notNull().default(false),
    /** milliseconds: exact, so that many small pieces are no more than they are */
    ranges: int4multirange().notNull(),
    /**
     * milliseconds past the end of the current recording, watched while a longer one was: a longer one gives them
     * back. They are no progress, and no second of them is shown
     */
    beyond: int4multirange().notNull().default('{}'),
    /** seconds: where to resume; never used to compute progress */
    position: doublePrecision().notNull().default(0),
    /** when the playback session began that the position is from: a late report of an older one does not move it */
    resumedAt: timestamp('resumed_at', { withTimezone: true }),
    /** media milliseconds credited, replays included */
    creditedMs: bigint('credited_ms', { mode: 'number' }).notNull().default(0),
    /** milliseconds of real time that were credited */
    elapsedMs: bigint('elapsed_ms', { mode: 'number' }).notNull().default(0),
    /** of Asia/Seoul, on which it was watched, in order */
    days: date({ mode: 'string' }).array().notNull().default(sql`'{}'`),
    /** real time that all of the viewer's sessions of the lecture were credited, epoch ms: to what they played … */
    playedTime: int8multirange('played_time').notNull().default('{}'),
    /** … and as real time; older parts may have grown together */
    elapsedTime: int8multirange('elapsed_time').notNull().default('{}'),
    completedAt: timestamp('completed_at', { withTimezone: true }),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.viewerId, table.lectureId] }), index().on(table.lectureId)],
);

import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Browser, Device, System } from '../../contract/quality.ts';
import { playbackSessions } from './playback-sessions.ts';
import { ofSession } from './quality-columns.ts';

/**
 * What the player last said of a session: only so that the next report can take its place in the sums. It is removed
 * when the session takes no more of them.
 */
export const sessionQuality = pgTable('session_quality', {
  playbackSessionId: uuid('playback_session_id')
    .primaryKey()
    .references(() => playbackSessions.id, { onDelete: 'cascade' }),
  /** of the last report; −1 before the first */
  sn: integer().notNull(),
  /** classes of the user agent, which itself is not kept */
  device: text().$type<Device>().notNull(),
  browser: text().$type<Browser>().notNull(),
  system: text().$type<System>().notNull(),
  /** start-up time, ms; null while no picture came */
  startupMs: integer('startup_ms'),
  stalls: integer().notNull().default(0),
  stalledMs: integer('stalled_ms').notNull().default(0),
  ...ofSession(),
});

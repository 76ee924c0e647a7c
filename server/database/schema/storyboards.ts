import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { recordings } from './recordings.ts';

/** Pictures of a recording: sprite sheets for the seek bar, and posters to choose from. */
export const storyboards = pgTable('storyboards', {
  recordingId: uuid('recording_id')
    .primaryKey()
    .references(() => recordings.id, { onDelete: 'cascade' }),
  /** storage key of the WebVTT file that says which sprite shows which time */
  vttKey: text('vtt_key').notNull(),
  /** false while it shows only the beginning, which is made first so that the lecture has a poster */
  complete: boolean().notNull(),
  /** storage keys of the candidates, best first */
  posterKeys: text('poster_keys').array().notNull(),
});

import { sql } from 'drizzle-orm';
import { check, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { CAPTION_LANGUAGES, type CaptionLanguage } from '../../contract/vocabulary.ts';
import { oneOf, updatedAt } from './columns.ts';
import { lectures } from './lectures.ts';

/** Captions that viewers see. */
export const captionTracks = pgTable(
  'caption_tracks',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    language: text().$type<CaptionLanguage>().notNull(),
    /** WebVTT, UTF-8, checked */
    vtt: text().notNull(),
    /** of its cues, one after the other, as its draft had them; null = it was made of a file */
    cueIds: text('cue_ids').array(),
    /** counts every change: a draft knows the one that it was begun from */
    version: integer().notNull().default(1),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.lectureId, table.language] }),
    check('caption_tracks_language', oneOf(table.language, CAPTION_LANGUAGES)),
    check('caption_tracks_version', sql`${table.version} >= 1`),
  ],
);

import { check, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { LANGUAGES, type Language } from '../../contract/vocabulary.ts';
import { oneOf, updatedAt } from './columns.ts';
import { lectures } from './lectures.ts';

export const captionTracks = pgTable(
  'caption_tracks',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    language: text().$type<Language>().notNull(),
    /** WebVTT, UTF-8, checked */
    vtt: text().notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.lectureId, table.language] }),
    check('caption_tracks_language', oneOf(table.language, LANGUAGES)),
  ],
);

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { CaptionLanguage } from '../../contract/vocabulary.ts';
import { captionTracks } from './caption-tracks.ts';
import { tsvector } from './columns.ts';

/** What a track is found by: `captions/endings.ts`. */
export const captionEndings = pgTable(
  'caption_endings',
  {
    lectureId: uuid('lecture_id').notNull(),
    language: text().$type<CaptionLanguage>().notNull(),
    /** a track of very many words has several */
    part: smallint().notNull(),
    endings: tsvector().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lectureId, table.language, table.part] }),
    foreignKey({
      name: 'caption_endings_track',
      columns: [table.lectureId, table.language],
      foreignColumns: [captionTracks.lectureId, captionTracks.language],
    }).onDelete('cascade'),
    check('caption_endings_part', sql`${table.part} >= 0`),
    // captions are seldom put, and searched with every letter that is typed: nothing is left for later
    index('caption_endings_search').using('gin', table.endings).with({ fastupdate: false }),
  ],
);

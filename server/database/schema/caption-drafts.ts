import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { type Cue, DRAFT_ORIGINS, type DraftOrigin } from '../../contract/captions.ts';
import { CAPTION_LANGUAGES, type CaptionLanguage } from '../../contract/vocabulary.ts';
import { accounts } from './accounts.ts';
import { oneOf, updatedAt } from './columns.ts';
import { lectures } from './lectures.ts';

/** Captions that are being worked on. In a table of their own, so that nothing that serves viewers can meet them. */
export const captionDrafts = pgTable(
  'caption_drafts',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    language: text().$type<CaptionLanguage>().notNull(),
    /** as the editor has them: they need not make sense yet */
    cues: jsonb().$type<Cue[]>().notNull(),
    origin: text().$type<DraftOrigin>().notNull(),
    /** counts every save, from 1 */
    version: integer().notNull(),
    /** of the track when the draft was begun; 0 = there was none */
    trackVersion: integer('track_version').notNull(),
    savedBy: uuid('saved_by').references(() => accounts.id, { onDelete: 'set null' }),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.lectureId, table.language] }),
    check('caption_drafts_language', oneOf(table.language, CAPTION_LANGUAGES)),
    check('caption_drafts_origin', oneOf(table.origin, DRAFT_ORIGINS)),
    check('caption_drafts_version', sql`${table.version} >= 1 and ${table.trackVersion} >= 0`),
    check('caption_drafts_cues', sql`jsonb_typeof(${table.cues}) = 'array'`),
  ],
);

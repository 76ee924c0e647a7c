import { sql } from 'drizzle-orm';
import { check, doublePrecision, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { changedAt } from './columns.ts';
import { recordings } from './recordings.ts';

/** A chapter that the file itself came with. Seconds of the lecture. */
export type OwnChapter = { start: number; title: string };
/** Another slide, or another scene: when it is there, and the share of the picture that is another (0 to 1). */
export type SlideMark = { at: number; strength: number };
/** Nobody speaks. Seconds of the lecture. */
export type SilenceMark = { from: number; to: number };

/** What a recording itself tells of where chapters may begin. Nothing of it is a chapter before somebody says so. */
export const recordingMarks = pgTable(
  'recording_marks',
  {
    recordingId: uuid('recording_id')
      .primaryKey()
      .references(() => recordings.id, { onDelete: 'cascade' }),
    /** in order */
    own: jsonb().$type<OwnChapter[]>().notNull().default([]),
    /** in order; null until they were looked for */
    slides: jsonb().$type<SlideMark[]>(),
    silences: jsonb().$type<SilenceMark[]>(),
    /** why they could not be found; null when they were, or may still be */
    code: text(),
    /** starts of proposals that somebody dropped, seconds */
    dropped: doublePrecision().array().notNull().default([]),
    updatedAt: changedAt(),
  },
  (table) => [
    check('recording_marks_found', sql`(${table.slides} is null) = (${table.silences} is null)`),
    check('recording_marks_code', sql`${table.code} is null or ${table.slides} is null`),
  ],
);

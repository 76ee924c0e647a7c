import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import {
  TRANSCRIPTION_FAILURES,
  TRANSCRIPTION_STATES,
  type TranscriptionFailure,
  type TranscriptionState,
} from '../../contract/captions.ts';
import { CAPTION_LANGUAGES, type CaptionLanguage } from '../../contract/vocabulary.ts';
import { createdAt, oneOf, updatedAt } from './columns.ts';
import { lectures } from './lectures.ts';
import { recordings } from './recordings.ts';

/** The last time that a lecture was written down by a speech-to-text server, in each language. */
export const transcriptions = pgTable(
  'transcriptions',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    language: text().$type<CaptionLanguage>().notNull(),
    /** what is listened to */
    recordingId: uuid('recording_id')
      .notNull()
      .references(() => recordings.id, { onDelete: 'cascade' }),
    state: text().$type<TranscriptionState>().notNull().default('queued'),
    /** whose work counts; null while nobody has begun */
    attempt: uuid(),
    /** pieces that the sound is cut into; null until it is known */
    pieces: integer(),
    /** what was heard in each piece, in order: `{start, end, text}[][]`, seconds of the lecture */
    heard: jsonb().$type<{ start: number; end: number; text: string }[][]>().notNull().default([]),
    code: text().$type<TranscriptionFailure>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.lectureId, table.language] }),
    check('transcriptions_language', oneOf(table.language, CAPTION_LANGUAGES)),
    check('transcriptions_state', oneOf(table.state, TRANSCRIPTION_STATES)),
    check('transcriptions_code', oneOf(table.code, TRANSCRIPTION_FAILURES)),
    check('transcriptions_failed', sql`(${table.state} = 'failed') = (${table.code} is not null)`),
    check('transcriptions_pieces', sql`${table.pieces} >= 1`),
    check('transcriptions_heard', sql`jsonb_typeof(${table.heard}) = 'array'`),
  ],
);

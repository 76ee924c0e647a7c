import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { RECORDING_STATES, type RecordingState } from '../../contract/vocabulary.ts';
import { createdAt, oneOf, updatedAt } from './columns.ts';
import { lectures } from './lectures.ts';

/** What the probe found and decided; fixed for the life of the recording. */
export type Probe = {
  /** index of the video and audio stream within the file; audio null when silent */
  videoStream: number;
  audioStream: number | null;
  /** how many audio tracks the file has: more than one is said in the studio */
  audioTracks: number;
  /** seconds by the file's own clock at which the lecture begins */
  startTime: number;
  /** MP4 stands for MOV, Matroska for WebM, MPEG-TS for M2TS, ASF for WMV */
  container: 'mp4' | 'matroska' | 'mpegts' | 'asf' | 'avi';
  /** seconds of lecture after which no new picture comes; the sound may go on */
  pictureSeconds: number;
  /** pixels as shown: after rotation and with square pixels */
  width: number;
  height: number;
  /** frames a second of the top rung, as a fraction: [30000, 1001] */
  frameRate: [number, number];
  /** the top rung is the recording's own picture, copied without being encoded again */
  copied: boolean;
  interlaced: boolean;
  /** transfer curve of a high dynamic range source, which is mapped to BT.709 */
  hdr: 'smpte2084' | 'arib-std-b67' | null;
  /** colour matrix to assume; null = as the file says */
  assumedMatrix: 'bt709' | 'smpte170m' | null;
  /** linear gain for −16 LUFS, in dB; null without sound */
  gainDb: number | null;
};

/**
 * A stretch of the recording before this one that this one has too: its `[from, to)` stands at `at` here.
 * Seconds, in whole milliseconds.
 */
export type Kept = { from: number; to: number; at: number };

/** SQL of the states in which something is still being made. */
export const UNDER_WAY = sql.raw("('uploaded', 'trimming', 'probing', 'transcoding')");

/** SQL of `recordings r`: a lecture's current one, which viewers are given. There is one at most. */
export const CURRENT = sql`r.replaced_at is null and not r.waiting`;
/** SQL of `recordings r`, a lecture's current one: there is something to watch. */
export const WATCHABLE = sql`r.playable_at is not null and r.state in ('transcoding', 'ready')`;

export const recordings = pgTable(
  'recordings',
  {
    /** the id of the upload it came from, if it came from one */
    id: uuid().primaryKey(),
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** 0 while the file is still to be made */
    bytes: bigint({ mode: 'number' }).notNull(),
    sha256: text(),
    state: text().$type<RecordingState>().notNull().default('uploaded'),
    /** a REJECTION_CODE or FAILURE_CODE */
    code: text(),
    /** seconds of lecture, from the probe; the only duration anything is computed with */
    duration: doublePrecision(),
    probe: jsonb().$type<Probe>(),
    /** seconds of picture to be made and made, over all its chunks: the sound is far ahead of them, as a rule */
    secondsTotal: doublePrecision('seconds_total').notNull().default(0),
    secondsDone: doublePrecision('seconds_done').notNull().default(0),
    /** chunks of picture */
    chunkCount: integer('chunk_count'),
    /** when staff last put it back to work: jobs from before have no say in its failure any more */
    restartedAt: timestamp('restarted_at', { withTimezone: true }),
    playableAt: timestamp('playable_at', { withTimezone: true }),
    readyAt: timestamp('ready_at', { withTimezone: true }),
    /** another plays until this one can take its place; a lecture has one such at most */
    waiting: boolean().notNull().default(false),
    /** in order, when it is a cut of the recording before it; null = what that one showed is still where it was */
    kept: jsonb().$type<Kept[]>(),
    /** the recording of whose file this one's is made by cutting; null = it was uploaded */
    trimOf: uuid('trim_of').references((): AnyPgColumn => recordings.id, { onDelete: 'set null' }),
    /** the attempt that may give it the file it makes; a newer attempt takes over */
    trimAttempt: uuid('trim_attempt'),
    /** set when a newer recording took its place */
    replacedAt: timestamp('replaced_at', { withTimezone: true }),
    /** when its files were removed, some days after it was replaced: the ledger still has to know what it was */
    removedAt: timestamp('removed_at', { withTimezone: true }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check('recordings_state', oneOf(table.state, RECORDING_STATES)),
    check('recordings_code', sql`(${table.state} in ('rejected', 'failed')) = (${table.code} is not null)`),
    check(
      'recordings_probed',
      sql`${table.state} not in ('transcoding', 'ready')
        or (${table.duration} > 0 and ${table.probe} is not null and ${table.chunkCount} > 0)`,
    ),
    check('recordings_ready', sql`(${table.state} = 'ready') = (${table.readyAt} is not null)`),
    check('recordings_ready_playable', sql`${table.readyAt} is null or ${table.playableAt} is not null`),
    uniqueIndex('recordings_current')
      .on(table.lectureId)
      .where(sql`${table.replacedAt} is null and not ${table.waiting}`),
    uniqueIndex('recordings_waiting')
      .on(table.lectureId)
      .where(sql`${table.replacedAt} is null and ${table.waiting}`),
    check('recordings_trimming', sql`${table.state} <> 'trimming' or ${table.kept} is not null`),
    check('recordings_removed', sql`${table.removedAt} is null or ${table.replacedAt} is not null`),
    index().on(table.lectureId),
  ],
);

import { sql } from 'drizzle-orm';
import { check, doublePrecision, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from './columns.ts';
import { recordings } from './recordings.ts';

export const RENDITION_KINDS = ['video', 'audio'] as const;

/** One rung of the HLS ladder, or the sound that all rungs share. Planned by the probe. */
export const renditions = pgTable(
  'renditions',
  {
    recordingId: uuid('recording_id')
      .notNull()
      .references(() => recordings.id, { onDelete: 'cascade' }),
    /** `1080p`, `720p`, …; `audio`; `listen` for the low-data sound with a playlist of its own */
    name: text().notNull(),
    kind: text().$type<(typeof RENDITION_KINDS)[number]>().notNull(),
    width: integer(),
    height: integer(),
    /** the rung's class, which chooses its rates: 1080, 720, 480 or 360; null for sound */
    rung: integer(),
    /** frames a second */
    frameRate: doublePrecision('frame_rate'),
    /** RFC 6381, read from the init segment; null until the first chunk landed */
    codecs: text(),
    /** storage key of the one init segment; null until the first chunk landed */
    initKey: text('init_key'),
    /** SHA-256 of that init segment, hex: every chunk must come with the same one */
    initSha256: text('init_sha256'),
  },
  (table) => [
    primaryKey({ columns: [table.recordingId, table.name] }),
    check('renditions_kind', oneOf(table.kind, RENDITION_KINDS)),
    check(
      'renditions_size',
      sql`${table.kind} = 'audio' or (${table.width} > 0 and ${table.height} > 0
        and ${table.rung} > 0 and ${table.frameRate} > 0)`,
    ),
    check(
      'renditions_init',
      sql`(${table.codecs} is null) = (${table.initKey} is null)
        and (${table.initSha256} is null) = (${table.initKey} is null)`,
    ),
  ],
);

import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** The workers of this installation, as each says of itself. One that stops takes its row along. */
export const workers = pgTable(
  'workers',
  {
    id: uuid().primaryKey(),
    host: text().notNull(),
    pid: integer().notNull(),
    /** chunks it makes at once, and threads of each */
    slots: integer().notNull(),
    threads: integer().notNull(),
    /** what its host does not permit around ffmpeg, in words; empty = all of the sandbox is there */
    sandboxMissing: text('sandbox_missing').array().notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
    /** renewed every few seconds; long ago = it died */
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check('workers_size', sql`${table.slots} > 0 and ${table.threads} > 0`)],
);

import { check, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { createdAt, oneOf } from './columns.ts';
import { recordings } from './recordings.ts';

/** What a recording can come to, as its lecture's manager is told. */
const NOTICE_OUTCOMES = ['ready', 'rejected', 'failed'] as const;
export type NoticeOutcome = (typeof NOTICE_OUTCOMES)[number];

/** Who is told by mail what became of a recording: once for each outcome, again only after another try. */
export const recordingNotices = pgTable(
  'recording_notices',
  {
    recordingId: uuid('recording_id')
      .notNull()
      .references(() => recordings.id, { onDelete: 'cascade' }),
    outcome: text().$type<NoticeOutcome>().notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** when it came to that */
    createdAt: createdAt(),
    /** when the mail was handed over; null = it waits, or could not be */
    sentAt: timestamp('sent_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.recordingId, table.outcome] }),
    check('recording_notices_outcome', oneOf(table.outcome, NOTICE_OUTCOMES)),
  ],
);

import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { bytea, oneOf } from './columns.ts';

/** What is tried on one account, or by one address: passwords, codes, and mails that are asked for. */
const ATTEMPT_KINDS = ['account', 'address', 'mailbox', 'sender', 'code'] as const;
export type AttemptKind = (typeof ATTEMPT_KINDS)[number];

/** Passwords tried in vain, and mails asked for, which make the next try wait. Only hashes of accounts and addresses are kept, for a day or two. */
export const attempts = pgTable(
  'attempts',
  {
    /** SHA-256 of kind and what it is about: an e-mail, whether or not there is such an account, or a network address */
    key: bytea().primaryKey(),
    kind: text().$type<AttemptKind>().notNull(),
    /** held against it at `lastAt`; time forgives them */
    failures: integer().notNull(),
    lastAt: timestamp('last_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    index().on(table.lastAt),
    check('attempts_kind', oneOf(table.kind, ATTEMPT_KINDS)),
    check('attempts_failures', sql`${table.failures} >= 0`),
  ],
);

import { boolean, check, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { oneOf } from './columns.ts';

/**
 * What somebody consents to: `privacy`, that what an account needs is kept (필수), and `traits`, that what they say of
 * themselves besides is (선택).
 */
const CONSENT_KINDS = ['privacy', 'traits'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** Consents given and taken back: rows are only added, the last one holds. */
export const consents = pgTable(
  'consents',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    kind: text().$type<ConsentKind>().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** of the policy that they had before them: the day since which it holds */
    version: text().notNull(),
    /** false = not given, or taken back */
    given: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.kind, table.at] }),
    check('consents_kind', oneOf(table.kind, CONSENT_KINDS)),
  ],
);

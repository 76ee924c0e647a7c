import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { bytea } from './columns.ts';

/** What lets somebody in whose app is lost, each once. Only hashes are kept. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** SHA-256 of the account and its 50-bit code */
    hash: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.hash] })],
);

import { sql } from 'drizzle-orm';
import { date, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { UNKNOWN } from '../../contract/vocabulary.ts';
import { accounts } from './accounts.ts';
import { bytea, createdAt } from './columns.ts';

/** Who watches: an account, or an anonymous browser known by a random first-party token. */
export const viewers = pgTable('viewers', {
  id: uuid().primaryKey().defaultRandom(),
  accountId: uuid('account_id')
    .unique()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  /** SHA-256 of an anonymous browser's token; null for an account */
  tokenHash: bytea('token_hash').unique(),
  /** as the account says them; statistics count by them, from the day after it said so */
  audience: text().notNull().default(UNKNOWN),
  region: text().notNull().default(UNKNOWN),
  /** of Asia/Seoul, on which anything was watched, in order */
  days: date({ mode: 'string' }).array().notNull().default(sql`'{}'`),
  createdAt: createdAt(),
});

import { sql } from 'drizzle-orm';
import { bigint, check, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { bytea } from './columns.ts';

/** What an account's authenticator app knows too. */
export const secondFactors = pgTable(
  'second_factors',
  {
    accountId: uuid('account_id')
      .primaryKey()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** 160 bits, as RFC 4226 §4 recommends, under the key of SECOND_FACTOR_KEY_FILE; of before there was one, as they are */
    secret: bytea().notNull(),
    /** when its owner showed that the app has it; null = it is being set up, and asked of nobody */
    confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
    /** time step of the last code that was taken: each works once (RFC 6238 §5.2) */
    lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
  },
  (table) => [check('second_factors_secret', sql`length(${table.secret}) in (20, 48)`)],
);

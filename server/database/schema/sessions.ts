import { check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Browser, System } from '../../contract/quality.ts';
import { accounts } from './accounts.ts';
import { bytea, createdAt, oneOf } from './columns.ts';

/** How somebody signed in: with a password, or through the institution's provider. */
const SESSION_WAYS = ['password', 'sso'] as const;
export type SessionWay = (typeof SESSION_WAYS)[number];

/** Signed-in sessions. Only the hash of the token is kept: a stolen table opens no door. */
export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the 256-bit token */
    tokenHash: bytea('token_hash').primaryKey(),
    /** what it is called among people; opens nothing */
    id: uuid().notNull().unique().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    way: text().$type<SessionWay>().notNull().default('password'),
    /** what the institution's provider calls its own session, by which it was opened (`sid`); null = it did not say */
    providerSession: text('provider_session'),
    createdAt: createdAt(),
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().defaultNow(),
    /** after that much quiet it ends; as the account's role was when it began */
    idleSeconds: integer('idle_seconds').notNull().default(0),
    /** when it ends unless something is done: moves with `lastSeenAt`, up to `endsAt` */
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    /** when it ends whatever is done */
    endsAt: timestamp('ends_at', { withTimezone: true }).notNull().defaultNow(),
    /** what it was opened with, for its owner to tell it from others */
    browser: text().$type<Browser>().notNull().default('other'),
    system: text().$type<System>().notNull().default('other'),
  },
  (table) => [index().on(table.accountId), check('sessions_way', oneOf(table.way, SESSION_WAYS))],
);

import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { LINK_KINDS, type LinkKind } from '../../contract/account-links.ts';
import type { Audience, Region } from '../../contract/vocabulary.ts';
import { accounts } from './accounts.ts';
import { bytea, createdAt, oneOf } from './columns.ts';

/**
 * Links that wait to be opened by whoever reads an address's mail. Of somebody who never does nothing is kept longer
 * than the link may be used.
 */
export const accountLinks = pgTable(
  'account_links',
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text().$type<LinkKind>().notNull(),
    /** lower case; whether it has an account is looked at when the mail is written */
    email: text().notNull(),
    /** whose address it is to be: only the last that somebody asked for is of use */
    accountId: uuid('account_id')
      .unique()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** SHA-256 of the 256-bit token; null until the mail is written */
    tokenHash: bytea('token_hash').unique(),
    /** what somebody who signs up said of themselves */
    name: text(),
    audience: text().$type<Audience>(),
    region: text().$type<Region>(),
    /** version of the policy that they consented to; null but with a sign-up */
    privacyVersion: text('privacy_version'),
    /** whether they consented that what they say of themselves besides is kept */
    traitsConsent: boolean('traits_consent').notNull().default(false),
    createdAt: createdAt(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    index().on(table.email),
    index().on(table.expiresAt),
    check('account_links_kind', oneOf(table.kind, LINK_KINDS)),
    check('account_links_account', sql`(${table.kind} = 'email') = (${table.accountId} is not null)`),
    check('account_links_name', sql`(${table.kind} = 'sign_up') = (${table.name} is not null)`),
  ],
);

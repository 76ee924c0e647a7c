import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/** Sign-ins that are on their way through the institution's provider: each is taken once, by the browser that began it. */
export const ssoFlows = pgTable(
  'sso_flows',
  {
    /** SHA-256 of the 256-bit token in that browser's cookie */
    tokenHash: bytea('token_hash').primaryKey(),
    /** what the provider gives back with the browser, and what it puts into the ID token */
    state: text().notNull(),
    nonce: text().notNull(),
    /** PKCE (RFC 7636): shows the provider that who has the code is who asked for it */
    verifier: text().notNull(),
    /** path of this site that it leads to */
    next: text().notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [index().on(table.expiresAt)],
);

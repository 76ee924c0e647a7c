import { sql } from 'drizzle-orm';
import { bigint, check, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { bytea, oneOf } from './columns.ts';

/** What may happen to a certificate, once each. */
const CERTIFICATE_EVENTS = ['issued', 'revoked'] as const;
type CertificateEvent = (typeof CERTIFICATE_EVENTS)[number];

/** Issues and revocations: only ever added to, each bound to the one before it by its hash, and signed. */
export const certificateEntries = pgTable(
  'certificate_entries',
  {
    /** 1, 2, 3 … without gaps */
    id: bigint({ mode: 'number' }).primaryKey(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    event: text().$type<CertificateEvent>().notNull(),
    /** of the certificate */
    number: text().notNull(),
    /** SHA-256 of what was issued, or of why it was revoked */
    digest: bytea().notNull(),
    /** of the key that signed */
    keyId: text('key_id').notNull(),
    previousHash: bytea('previous_hash').notNull(),
    hash: bytea().notNull(),
    /** Ed25519, of the hash */
    signature: bytea().notNull(),
  },
  (table) => [
    unique().on(table.number, table.event),
    check('certificate_entries_id', sql`${table.id} > 0`),
    check('certificate_entries_event', oneOf(table.event, CERTIFICATE_EVENTS)),
    check(
      'certificate_entries_hash',
      sql`length(${table.hash}) = 32 and length(${table.previousHash}) = 32 and length(${table.digest}) = 32`,
    ),
    check('certificate_entries_signature', sql`length(${table.signature}) = 64`),
  ],
);

import { sql } from 'drizzle-orm';
import { bigint, boolean, check, pgTable } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/** The last entry of the audit log that was removed for its age: the chain goes on from its hash. One row or none. */
export const auditAnchor = pgTable(
  'audit_anchor',
  {
    one: boolean().primaryKey().default(true),
    id: bigint({ mode: 'number' }).notNull(),
    hash: bytea().notNull(),
  },
  (table) => [check('audit_anchor_one', sql`${table.one}`)],
);

import { check, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { ROLES, type Role } from '../../contract/vocabulary.ts';
import { accounts } from './accounts.ts';
import { createdAt, oneOf } from './columns.ts';

/** Whom an institution's provider knows an account as: one person of it is one account, whatever their address is later. */
export const identities = pgTable(
  'identities',
  {
    /** the provider, by its address (`iss`) */
    issuer: text().notNull(),
    /** what it calls the person by, for ever (`sub`) */
    subject: text().notNull(),
    accountId: uuid('account_id')
      .notNull()
      .unique()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** what the provider's word came to at the last sign-in; null = roles are given here */
    mappedRole: text('mapped_role').$type<Role>(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject] }),
    check('identities_mapped_role', oneOf(table.mappedRole, ROLES)),
  ],
);

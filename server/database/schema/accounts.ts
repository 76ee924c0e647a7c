import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import {
  AUDIENCES,
  type Audience,
  REGIONS,
  type Region,
  ROLES,
  type Role,
} from '../../contract/vocabulary.ts';
import { createdAt, oneOf } from './columns.ts';

export const accounts = pgTable(
  'accounts',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** lower case: one address, one account */
    email: text().notNull().unique(),
    name: text().notNull(),
    role: text().$type<Role>().notNull().default('resident'),
    /** argon2id in PHC string form; null = signs in through the institution alone */
    passwordHash: text('password_hash'),
    /** whom one belongs to and where one lives, as far as one said; for statistics, and for administrators to find them by */
    audience: text().$type<Audience>(),
    region: text().$type<Region>(),
    /** wants a mail when a recording of theirs is ready, or will not be */
    notify: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    // people in order of name, and with them what they watched
    index().on(table.name, table.id),
    check('accounts_email_lower', sql`${table.email} = lower(${table.email})`),
    check('accounts_role', oneOf(table.role, ROLES)),
    check('accounts_audience', oneOf(table.audience, AUDIENCES)),
    check('accounts_region', oneOf(table.region, REGIONS)),
  ],
);

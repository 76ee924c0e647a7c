import { sql } from 'drizzle-orm';
import { bigint, check, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { ROLES, type Role } from '../../contract/vocabulary.ts';
import { bytea, oneOf } from './columns.ts';

/**
 * Who did what to whose data: only ever added to, each entry bound to the one before it by its hash.
 * It knows people by id alone: whoever withdraws is in it no more, and nothing of it needs to change.
 */
export const auditEntries = pgTable(
  'audit_entries',
  {
    /** 1, 2, 3 … without gaps */
    id: bigint({ mode: 'number' }).primaryKey(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** an account's id, also when the account is gone */
    actorId: uuid('actor_id').notNull(),
    /** what the actor was then */
    actorRole: text('actor_role').$type<Role>().notNull(),
    /** `what.done`, of AUDIT_ACTIONS */
    action: text().notNull(),
    subjectKind: text('subject_kind').notNull(),
    /** what of that kind; null = no single one */
    subjectId: uuid('subject_id'),
    /** accounts whose data it was, where they are few enough to be named */
    people: uuid().array().notNull().default(sql`'{}'`),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    /** as the actor gave it */
    reason: text(),
    previousHash: bytea('previous_hash').notNull(),
    hash: bytea().notNull(),
  },
  (table) => [
    index().on(table.at),
    index().on(table.actorId),
    index().on(table.subjectId),
    index().using('gin', table.people),
    check('audit_entries_id', sql`${table.id} > 0`),
    check('audit_entries_actor_role', oneOf(table.actorRole, ROLES)),
    check('audit_entries_action', sql`${table.action} ~ '^[a-z]+[.][a-z_]+$'`),
    check('audit_entries_hash', sql`length(${table.hash}) = 32 and length(${table.previousHash}) = 32`),
  ],
);

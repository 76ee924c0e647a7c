import { sql } from 'drizzle-orm';
import { check, date, doublePrecision, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { bytea } from './columns.ts';
import { completionRules } from './completion-rules.ts';

/**
 * Certificates as they were issued: nothing of one changes but its revocation, once. When its account goes, the
 * database forgets the name too; what is left is still bound to its entry in the chain.
 */
export const certificates = pgTable(
  'certificates',
  {
    /** `2026-000123`: counted within the year, without gaps */
    number: text().primaryKey(),
    /** printed on it: whoever has it may check the certificate */
    code: text().notNull(),
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'set null' }),
    /** the version of its course's rule that it was issued by: neither goes while there are certificates */
    ruleId: uuid('rule_id')
      .notNull()
      .references(() => completionRules.id, { onDelete: 'restrict' }),
    /** null once the account is gone */
    name: text(),
    /** random, so that nobody finds the name by its digest; null as the name */
    nameSalt: bytea('name_salt'),
    /** SHA-256 of salt, account and name */
    nameDigest: bytea('name_digest').notNull(),
    courseTitle: text('course_title').notNull(),
    courseTitleEn: text('course_title_en').notNull(),
    /** of Asia/Seoul, on which the course was watched first and last */
    firstDay: date('first_day', { mode: 'string' }).notNull(),
    lastDay: date('last_day', { mode: 'string' }).notNull(),
    /** of the course's public lectures together */
    seconds: doublePrecision().notNull(),
    /** whose course it was; null on those issued when this was one name alone: see `INSTITUTION_BEFORE` */
    institution: text(),
    issuer: text().notNull(),
    issuedAt: timestamp('issued_at', { withTimezone: true, precision: 3 }).notNull(),
    revokedAt: timestamp('revoked_at', { withTimezone: true, precision: 3 }),
    revokedReason: text('revoked_reason'),
  },
  (table) => [
    unique().on(table.accountId, table.ruleId),
    check('certificates_number', sql`${table.number} ~ '^[0-9]{4}-[0-9]{6,9}$'`),
    check('certificates_days', sql`${table.firstDay} <= ${table.lastDay}`),
    check('certificates_name', sql`(${table.accountId} is null) = (${table.name} is null)`),
    check('certificates_name_salt', sql`(${table.name} is null) = (${table.nameSalt} is null)`),
    check('certificates_revoked', sql`(${table.revokedAt} is null) = (${table.revokedReason} is null)`),
  ],
);

import { sql } from 'drizzle-orm';
import { check, doublePrecision, integer, pgTable, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { createdAt } from './columns.ts';
import { courses } from './courses.ts';

/** What completes a course and its lectures. Rows are only added: a certificate names the one it was issued by. */
export const completionRules = pgTable(
  'completion_rules',
  {
    id: uuid().primaryKey().defaultRandom(),
    courseId: uuid('course_id')
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    /** counts up within the course, from 1 */
    version: integer().notNull(),
    /** share of a lecture's duration that watched must cover, 0–1 */
    share: doublePrecision().notNull(),
    /** share of its duration that must have passed in real time, 0–1; 0 = not asked */
    elapsedShare: doublePrecision('elapsed_share').notNull().default(0),
    /**
     * since when versions without a break have asked for the course's survey too; null = not asked. Whoever had completed
     * every lecture before has completed the course, and keeps it
     */
    surveySince: timestamp('survey_since', { withTimezone: true }),
    createdBy: uuid('created_by').references(() => accounts.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    unique().on(table.courseId, table.version),
    check('completion_rules_version', sql`${table.version} >= 1`),
    check('completion_rules_share', sql`${table.share} > 0 and ${table.share} <= 1`),
    check('completion_rules_elapsed_share', sql`${table.elapsedShare} between 0 and 1`),
  ],
);

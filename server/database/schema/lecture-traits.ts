import { bigint, boolean, check, date, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { oneOf, TRAITS, type Trait } from './columns.ts';
import { lectures } from './lectures.ts';

/**
 * Sums of one lecture on one day by each thing that viewers said of themselves, never crossed. Who said
 * nothing is in no row: theirs is what is left of the day's sums.
 */
export const lectureTraits = pgTable(
  'lecture_traits',
  {
    lectureId: uuid('lecture_id')
      .notNull()
      .references(() => lectures.id, { onDelete: 'cascade' }),
    day: date({ mode: 'string' }).notNull(),
    staff: boolean().notNull(),
    trait: text().$type<Trait>().notNull(),
    /** an audience, or a 시·군 */
    value: text().notNull(),
    views: integer().notNull().default(0),
    watchedMs: bigint('watched_ms', { mode: 'number' }).notNull().default(0),
    completions: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.lectureId, table.day, table.staff, table.trait, table.value] }),
    check('lecture_traits_trait', oneOf(table.trait, TRAITS)),
  ],
);

import { bigint, boolean, check, date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { oneOf, TRAITS, type Trait } from './columns.ts';

/** As `lecture_traits`, of all lectures together. */
export const siteTraits = pgTable(
  'site_traits',
  {
    day: date({ mode: 'string' }).notNull(),
    staff: boolean().notNull(),
    trait: text().$type<Trait>().notNull(),
    value: text().notNull(),
    views: integer().notNull().default(0),
    watchedMs: bigint('watched_ms', { mode: 'number' }).notNull().default(0),
    completions: integer().notNull().default(0),
    /** viewers who had never watched anything before */
    newcomers: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.day, table.staff, table.trait, table.value] }),
    check('site_traits_trait', oneOf(table.trait, TRAITS)),
  ],
);

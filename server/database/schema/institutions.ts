import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, text } from 'drizzle-orm/pg-core';
import { updatedAt } from './columns.ts';

/** What administrators said of the institution last. One row, or none while the settings hold. */
export const institutions = pgTable(
  'institutions',
  {
    one: boolean().primaryKey().default(true),
    name: text().notNull(),
    nameEn: text('name_en').notNull(),
    site: text().notNull(),
    siteEn: text('site_en').notNull(),
    about: text().notNull(),
    aboutEn: text('about_en').notNull(),
    isOfficial: boolean('is_official').notNull(),
    address: text().notNull(),
    addressEn: text('address_en').notNull(),
    phone: text().notNull(),
    email: text().notNull(),
    issuer: text().notNull(),
    officer: text().notNull(),
    officerContact: text('officer_contact').notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check('institutions_one', sql`${table.one}`),
    check('institutions_named', sql`${table.name} <> '' and ${table.site} <> '' and ${table.issuer} <> ''`),
  ],
);

import { date, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { viewers } from './viewers.ts';

/**
 * What viewers said of themselves before they said something else: statistics count a day by what held on it, so that
 * it can be counted anew.
 */
export const viewerTraits = pgTable(
  'viewer_traits',
  {
    viewerId: uuid('viewer_id')
      .notNull()
      .references(() => viewers.id, { onDelete: 'cascade' }),
    /** the last day, of Asia/Seoul, that counts by it */
    until: date({ mode: 'string' }).notNull(),
    audience: text().notNull(),
    region: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.viewerId, table.until] })],
);

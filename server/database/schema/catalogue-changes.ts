import { index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';

/**
 * A row for each statement that changed what lists of lectures are found by, written by triggers and gone an hour
 * later. Rows are only added, each seen from its commit on, so that nothing has to wait for another's counting.
 */
export const catalogueChanges = pgTable(
  'catalogue_changes',
  { id: uuid().primaryKey().defaultRandom(), createdAt: createdAt() },
  (table) => [index().on(table.createdAt)],
);

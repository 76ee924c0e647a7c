/** One moment of the database, for all that an answer is made of. */
import type { Db } from '../database/client.ts';

/** Reads in one transaction that sees what was committed when it began, and nothing later. */
export const snapshot = <T>(db: Db, read: (tx: Db) => Promise<T>): Promise<T> =>
  db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' });

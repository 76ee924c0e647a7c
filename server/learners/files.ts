/** The person list and a course's statements as files, streamed from one snapshot: memory does not grow with them. */
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Db } from '../database/client.ts';
import { csvLines, MARK } from '../statistics/csv.ts';
import type { Scope } from '../statistics/scope.ts';
import { snapshot } from '../statistics/snapshot.ts';
import type { Table } from '../statistics/tables.ts';
import { everyLearner, type Wishes } from './queries.ts';
import { statementsOf } from './statements.ts';
import { cellsOf, headingsOf, learnerOf, NAME } from './table.ts';

/** @param withEmail for administrators */
export const csvFile = (db: Db, wishes: Wishes, scope: Scope, withEmail: boolean): Readable =>
  streamed(db, async function* (tx) {
    yield MARK + csvLines([headingsOf(withEmail)]);
    for await (const rows of everyLearner(tx, wishes, scope)) {
      yield csvLines(rows.map((row) => cellsOf(learnerOf(row, withEmail))));
    }
  });

/** For a spreadsheet, which is made whole. */
export const wholeTable = (db: Db, wishes: Wishes, scope: Scope, withEmail: boolean): Promise<Table> =>
  snapshot(db, async (tx) => {
    const rows: Table['rows'] = [];
    for await (const some of everyLearner(tx, wishes, scope)) {
      rows.push(...some.map((row) => cellsOf(learnerOf(row, withEmail))));
    }
    return { name: NAME, headings: headingsOf(withEmail), rows };
  });

/** A JSON array, one statement a line. @param home origin of this platform */
export const statementsFile = (
  db: Db,
  courseId: string,
  scope: Scope,
  { home, named }: { home: string; named: boolean },
): Readable =>
  streamed(db, async function* (tx) {
    let before = '[\n';
    for await (const rows of everyLearner(tx, { course: courseId }, scope)) {
      const statements = rows.flatMap((row) => statementsOf(row, home, named));
      yield before + statements.map((statement) => JSON.stringify(statement)).join(',\n');
      before = ',\n';
    }
    yield before === ',\n' ? '\n]\n' : '[]\n';
  });

/** What is read in one snapshot, no faster than it is taken; whoever goes away ends the reading too. */
function streamed(db: Db, read: (tx: Db) => AsyncGenerator<string>): Readable {
  const out = new PassThrough();
  snapshot(db, (tx) => pipeline(Readable.from(read(tx), { objectMode: false }), out)).catch((error) =>
    out.destroy(error),
  );
  return out;
}

/** A lecture that changes its course, or whether it is public, or goes: those who watched it count elsewhere then. */
import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../database/client.ts';
import { groupsOf, negated, progressOf } from './group-queries.ts';
import { holdLedger } from './ledger-lock.ts';
import { addSums } from './sum-queries.ts';
import { type Sums, visitSums } from './sums.ts';

/** Changes a lecture's course or visibility within the transaction: people of the courses are counted anew. */
export async function regrouped(tx: Db, lectureId: string, change: () => Promise<void>): Promise<void> {
  await holdLedger(tx);
  const whose = watching(lectureId);
  const before = await progressOf(tx, whose);
  await change();
  await addSums(tx, [
    { courseProgress: before.map((row) => ({ ...row, people: -row.people })) },
    { courseProgress: await progressOf(tx, whose) },
  ]);
}

/** Takes a lecture that is about to go out of what is counted of several together. The site's sums keep it. */
export async function ungrouped(tx: Db, lectureId: string): Promise<void> {
  await holdLedger(tx);
  const whose = watching(lectureId);
  const before = negated(await groupsOf(tx, whose));
  const after = await groupsOf(tx, sql`${whose} and l.id <> ${lectureId}::uuid`);
  await addSums(tx, [
    { managerDays: await countsOfManager(tx, lectureId) },
    ...[before, after].flatMap(({ managers, courseProgress }) => [
      { courseProgress },
      visitSums({ lectures: [], managers, site: [] }),
    ]),
  ]);
}

/** What its manager has counted of it, to be taken away. */
const countsOfManager = (tx: Db, lectureId: string) =>
  rowsOf<Sums['managerDays'][number]>(
    tx,
    sql`
    select l.created_by as "managerId", d.day::text as day, d.staff, -d.views as views,
      -d.watched_ms::float8 as "watchedMs", -d.completions as completions, 0 as viewers, 0 as newcomers
    from lecture_days d join lectures l on l.id = d.lecture_id
    where l.id = ${lectureId}::uuid and l.created_by is not null`,
  );

const watching = (lectureId: string) =>
  sql`w.viewer_id in (select viewer_id from watched where lecture_id = ${lectureId}::uuid)`;

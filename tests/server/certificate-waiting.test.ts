/** What waits for what while certificates are issued. */
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { lockChain } from '../../server/certificates/append.ts';
import { rowsOf } from '../../server/database/client.ts';
import { LOCKS } from '../../server/database/locks.ts';
import { holdLedger, shareLedger } from '../../server/progress/ledger-lock.ts';
import { testApp } from '../support/app.ts';
import { courseOf, watchAll } from '../support/certified.ts';

const platform = await testApp();
const { db } = platform.context;
afterAll(platform.close);

test('whoever watches waits for no certificate', async () => {
  await db.transaction(async (tx) => {
    await lockChain(tx);
    await db.transaction(async (report) => {
      // one that waited would wait for the transaction around it
      await report.execute(sql`set local lock_timeout = '1s'`);
      await shareLedger(report);
    });
  });
});

test('a certificate waits for a rule that is changing', async () => {
  const { courseId, lectureIds } = await courseOf(platform, await platform.as('staff'), '협치 입문', [
    '첫째',
  ]);
  const resident = await platform.as('resident');
  await watchAll(platform, resident, lectureIds);
  const waiting = () =>
    rowsOf(
      db,
      sql`
      select 1 from pg_locks join pg_database on oid = database
      where datname = current_database() and objid = ${LOCKS.ledger} and not granted`,
    );
  const issued = await db.transaction(async (tx) => {
    await holdLedger(tx);
    const asked = resident('POST', '/api/certificates', { courseId });
    await expect.poll(waiting).toHaveLength(1);
    return { asked };
  });
  expect((await issued.asked).status).toBe(200);
});

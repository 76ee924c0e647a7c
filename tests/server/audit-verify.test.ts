/** Whoever changes the audit log past its guards is found out. */
import { execFile } from 'node:child_process';
import { sql, TransactionRollbackError } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordAudit } from '../../server/audit/record.ts';
import { type Verdict, verifyLog } from '../../server/audit/verify.ts';
import type { Db } from '../../server/database/client.ts';
import { testApp } from '../support/app.ts';

const platform = await testApp();
const { db, config } = platform.context;
afterAll(platform.close);

const actor = { id: '00000000-0000-4000-8000-000000000001', role: 'administrator' } as const;
const record = (day: string, times = 1) =>
  db.transaction(async (tx) => {
    const act = { at: new Date(`${day}T00:00:00Z`), actor, action: 'statistics.exported' } as const;
    for (let nth = 0; nth < times; nth++) {
      await recordAudit(tx, { ...act, subject: { kind: 'site' }, details: { nth, of: { b: '나', a: 0.5 } } });
    }
  });
/** As an owner of the database who switches the guards off. */
const tamper = async (tx: Db, statement: string) => {
  await tx.execute(sql`set local session_replication_role = replica`);
  await tx.execute(sql.raw(statement));
};
/** What is found after a change; nothing of it stays. */
async function after(statement: string): Promise<Verdict | undefined> {
  let verdict: Verdict | undefined;
  await db
    .transaction(async (tx) => {
      await tamper(tx, statement);
      verdict = await verifyLog(tx);
      tx.rollback();
    })
    .catch((error: Error) => {
      if (error.constructor !== TransactionRollbackError) throw error;
    });
  return verdict;
}

beforeAll(() => record('2026-11-24', 1205));

test.each([
  ['a reason', "update audit_entries set reason = 'x' where id = 700", 700, 'changed'],
  ['an actor', 'update audit_entries set actor_id = gen_random_uuid() where id = 1', 1, 'changed'],
  ['a time', "update audit_entries set at = at + interval '1 ms' where id = 1200", 1200, 'changed'],
  ['details', `update audit_entries set details = '{"nth": 6}' where id = 6`, 6, 'changed'],
  ['whose data it was', 'update audit_entries set people = array[actor_id] where id = 5', 5, 'changed'],
  ['one that is gone', 'delete from audit_entries where id = 1001', 1001, 'missing'],
  ['the first that is gone', 'delete from audit_entries where id = 1', 1, 'missing'],
  [
    'one whose hash was made to fit',
    "update audit_entries set reason = 'x', hash = sha256('x') where id = 3",
    ...([3, 'changed'] as const),
  ],
  ['a new link', 'update audit_entries set previous_hash = hash where id = 9', 9, 'detached'],
] as const)('%s', async (_, statement, id, kind) => {
  expect(await after(statement)).toMatchObject({ entries: id - 1, fault: { id, kind } });
  expect(await verifyLog(db)).toMatchObject({ entries: 1205, last: { id: 1205 }, fault: null });
});

describe('npm run audit:verify', () => {
  const run = (url: string, ...args: string[]) =>
    new Promise<{ code: unknown; out: string; error: string }>((resolve) => {
      const env = { ...process.env, DATABASE_URL: url };
      execFile('node', ['scripts/audit-verify.ts', ...args], { env }, (error, out, said) =>
        resolve({ code: error ? error.code : 0, out, error: said }),
      );
    });

  test('says that all fits, or which entry does not', async () => {
    const url = config.databaseUrl ?? '';
    const { last } = await verifyLog(db);
    const whole = await run(url);
    expect(whole).toMatchObject({ code: 0 });
    expect(whole.out).toBe(
      `감사 기록 1205건이 모두 맞습니다 · All 1205 entries fit.\n1205 ${last.hash}\n이수증 기록 0건이 모두 맞습니다 · All 0 entries of certificates fit.\n0 ${'0'.repeat(64)}\n`,
    );
    await db.transaction((tx) => tamper(tx, "update audit_entries set reason = 'x' where id = 4"));
    const broken = await run(url);
    expect(broken).toMatchObject({ code: 1 });
    expect(broken.out).toContain('감사 기록 4번: 내용이 바뀌었습니다 · was changed.');
  });

  test('helps, and says when it cannot tell', async () => {
    expect(await run('', '--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('npm run audit:verify'),
    });
    const away = await run('postgres://127.0.0.1:1/none');
    expect(away).toMatchObject({
      code: 2,
      error: expect.stringContaining('The audit log could not be read: '),
    });
  });
});

/** The audit log: what is in it, and that nothing of it can be changed unseen. */
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { recordAudit } from '../../server/audit/record.ts';
import { rowsOf } from '../../server/database/client.ts';
import { testApp } from '../support/app.ts';

const platform = await testApp();
const { db } = platform.context;
afterAll(platform.close);

const administrator = await platform.as('administrator');
const { id: actorId } = (await administrator('GET', '/api/session')).body.account;
const act = { at: platform.time.now, actor: { id: actorId as string, role: 'administrator' as const } };
const ofSite = { ...act, action: 'statistics.exported' as const, subject: { kind: 'site' as const } };
const entries = () =>
  rowsOf<Record<string, unknown> & { hash: Buffer; previous_hash: Buffer; id: string }>(
    db,
    sql`select * from audit_entries order by id`,
  );

test('an entry is bound to the one before it by a hash that anybody can compute', async () => {
  const details = { z: 1, a: { d: [1, null], b: '가' } };
  await db.transaction((tx) => recordAudit(tx, { ...ofSite, details, reason: ' 의회\u0000보고\ud800 ' }));
  await db.transaction((tx) => recordAudit(tx, { ...ofSite, people: [actorId] }));
  const [first, second] = await entries();
  expect(first).toMatchObject({ id: '1', actor_id: actorId, reason: '의회 보고\ufffd', details });
  const line = `["2026-11-24T03:00:00.000Z","${actorId}","administrator","statistics.exported","site",null,[]`;
  const text = `[1,${line.slice(1)},{"a":{"b":"가","d":[1,null]},"z":1},"의회 보고\ufffd"]`;
  const expected = createHash('sha256')
    .update(`${'0'.repeat(64)}\n${text}`)
    .digest();
  expect(first?.hash.toString('hex')).toBe(expected.toString('hex'));
  expect(second?.previous_hash).toEqual(first?.hash);
});

test('an act that fails leaves no entry, and many at once leave one chain', async () => {
  const before = (await entries()).length;
  const failing = db.transaction(async (tx) => {
    await recordAudit(tx, ofSite);
    throw new Error('The act failed.');
  });
  await expect(failing).rejects.toThrow('The act failed.');
  await Promise.all(Array.from({ length: 12 }, () => db.transaction((tx) => recordAudit(tx, ofSite))));
  const all = await entries();
  expect(all.length).toBe(before + 12);
  for (const [nth, { id, previous_hash }] of all.entries()) {
    expect(Number(id)).toBe(nth + 1);
    expect(previous_hash).toEqual(nth === 0 ? Buffer.alloc(32) : all[nth - 1]?.hash);
  }
});

describe('append-only', () => {
  test.each([
    ['changed', "update audit_entries set reason = 'x' where id = 1"],
    ['removed', 'delete from audit_entries where id = 1'],
    ['emptied', 'truncate audit_entries'],
    ['cut off at the front while new', 'insert into audit_anchor select true, id, hash from audit_entries'],
    ['given another beginning', "insert into audit_anchor values (true, 1, sha256('x'))"],
  ])('it cannot be %s', async (_, statement) => {
    const refused = await db.execute(sql.raw(statement)).then(
      () => null,
      (error: Error) => (error.cause as { code?: string }).code,
    );
    expect(refused).toBe('42501');
  });

  test('the table’s owner has no right to, unless a superuser', async () => {
    const [right] = await rowsOf<{ acl: string }>(
      db,
      sql`select relacl::text as acl from pg_class where oid = 'audit_entries'::regclass`,
    );
    const [, rights = ''] = /=(\w+)\//.exec(right?.acl ?? '') ?? [];
    expect(rights).toMatch(/^(?=.*a)(?=.*r)[^wD]*$/);
  });
});

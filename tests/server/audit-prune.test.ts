/** Old entries of the audit log go, and what stays is still whole. */
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { recordAudit } from '../../server/audit/record.ts';
import { verifyLog } from '../../server/audit/verify.ts';
import { retire } from '../../server/privacy/retire.ts';
import { testApp } from '../support/app.ts';

const platform = await testApp();
const { db } = platform.context;
afterAll(platform.close);

const actor = { id: '00000000-0000-4000-8000-000000000001', role: 'administrator' } as const;
const record = (day: string) =>
  db.transaction((tx) =>
    recordAudit(tx, {
      ...{ at: new Date(`${day}T00:00:00Z`), actor, action: 'statistics.exported' },
      subject: { kind: 'site' },
    }),
  );

test('entries older than AUDIT_DAYS go from the front, and the chain holds from there on', async () => {
  await db.execute(sql`
    insert into audit_entries (id, at, actor_id, actor_role, action, subject_kind, details, previous_hash, hash)
    select id, '2024-11-23', ${actor.id}::uuid, 'staff', 'people.read', 'site', '{}', sha256('before'), sha256('last')
    from generate_series(1, 12000) id`);
  await record('2024-11-25');
  await record('2024-11-26');
  expect(await retire(platform.context, 'audit')).toBe(12_000);
  expect(await verifyLog(db)).toMatchObject({ entries: 2, last: { id: 12_002 }, fault: null });
  expect(await retire(platform.context, 'audit')).toBe(0);

  platform.time.now = new Date('2026-12-01T00:00:00Z');
  expect(await retire(platform.context, 'audit')).toBe(2);
  expect(await verifyLog(db)).toMatchObject({ entries: 0, last: { id: 12_002 }, fault: null });
  await record('2026-11-24');
  expect(await verifyLog(db)).toMatchObject({ entries: 1, last: { id: 12_003 }, fault: null });
});

test('an old one stays while something younger stands before it', async () => {
  await record('2020-01-01');
  expect(await retire(platform.context, 'audit')).toBe(0);
});

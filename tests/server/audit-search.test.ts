/** What is kept of staff's and administrators' doings, and how it is found. */
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { accounts } from '../../server/database/schema/schema.ts';
import { testApp } from '../support/app.ts';

const platform = await testApp();
const { db } = platform.context;
afterAll(platform.close);

const administrator = await platform.as('administrator');
const staff = await platform.as('staff');
const resident = await platform.as('resident');
const idOf = async (browser: typeof staff): Promise<string> =>
  (await browser('GET', '/api/session')).body.account.id;
const [administratorId, staffId, residentId] = [
  await idOf(administrator),
  await idOf(staff),
  await idOf(resident),
];
await db
  .update(accounts)
  .set({ name: '김 도민', email: 'kim@example.org' })
  .where(eq(accounts.id, residentId));

const search = async (query = '') => (await administrator('GET', `/api/audit?pageSize=100&${query}`)).body;
/** Entries found, but those of searching itself. */
const found = async (query = ''): Promise<{ id: number; action: string }[]> =>
  (await search(query)).items.filter(({ action }: { action: string }) => action !== 'audit.read');

describe('an entry is kept', () => {
  test('of a page of people that was looked at: by whom, and whose it was', async () => {
    await administrator('GET', '/api/accounts?q=kim%40');
    const [entry] = await found();
    expect(entry).toMatchObject({
      ...{ id: 1, at: '2026-11-24T03:00:00.000Z', action: 'people.read', people: 1, reason: null },
      actor: { id: administratorId, name: 'administrator', role: 'administrator' },
      subject: { kind: 'site', id: null, name: null },
      details: {},
    });
    await administrator('GET', '/api/accounts?q=nobody-of-that-name');
    expect((await found()).length).toBe(1);
  });

  test('of a role that was changed, and none of one that was refused', async () => {
    expect((await administrator('PATCH', `/api/accounts/${residentId}`, { role: 'staff' })).status).toBe(200);
    expect((await administrator('PATCH', `/api/accounts/${administratorId}`, { role: 'staff' })).status).toBe(
      409,
    );
    expect(
      (await administrator('PATCH', `/api/accounts/${crypto.randomUUID()}`, { role: 'staff' })).status,
    ).toBe(404);
    const { items } = await search('action=role.changed');
    expect(items).toMatchObject([
      {
        subject: { kind: 'account', id: residentId, name: '김 도민' },
        details: { from: 'resident', to: 'staff' },
      },
    ]);
  });

  test('of a table that left the house, with the reason; and none of one that did not', async () => {
    const export_ = (table: string) =>
      staff(
        'GET',
        `/api/statistics/export?table=${table}&format=csv&from=2026-11-01&reason=%EC%9D%98%ED%9A%8C%00`,
      );
    expect((await export_('days')).status).toBe(200);
    expect((await export_('regions')).status).toBe(403);
    const { items } = await search('action=statistics.exported');
    expect(items).toMatchObject([
      {
        ...{ actor: { id: staffId, role: 'staff' }, reason: '의회', people: null },
        details: { table: 'days', format: 'csv', from: '2026-11-01', to: '2026-11-24' },
      },
    ]);
  });
});

describe('administrators find entries', () => {
  test.each([
    ['by who did it', () => 'actor=staff', ['statistics.exported']],
    ['by the id of who did it', () => `actor=${staffId}`, ['statistics.exported']],
    ['by whose data it was', () => 'subject=kim%40example', ['role.changed', 'people.read']],
    ['by the id of whose data it was', () => `subject=${residentId}`, ['role.changed', 'people.read']],
    [
      'by days',
      () => 'from=2026-11-24&to=2026-11-24',
      ['statistics.exported', 'role.changed', 'people.read'],
    ],
    ['by days on which nothing was done', () => 'from=2026-11-25', []],
    ['by several of these', () => `actor=${administratorId}&subject=kim&action=people.read`, ['people.read']],
    ['by nothing that is there', () => 'subject=100%25', []],
  ])('%s', async (_, query, actions) => {
    expect((await found(query())).map(({ action }) => action)).toEqual(actions);
  });

  test('page by page, with the same entries on them while others come', async () => {
    const [latest, ...others] = (await search()).items;
    const page = (nth: number) => administrator('GET', `/api/audit?upTo=${latest.id}&pageSize=2&page=${nth}`);
    const [first, second] = [(await page(1)).body, (await page(2)).body];
    expect(first).toMatchObject({ total: others.length + 1, upTo: latest.id });
    expect([...first.items, ...second.items]).toEqual([latest, ...others].slice(0, 4));
  });

  test('and each look is an entry itself, without the words by which people were searched', async () => {
    await search('actor=kim%40example&from=2026-11-01&page=3');
    const [entry] = (await search('action=audit.read')).items;
    expect(entry).toMatchObject({ actor: { id: administratorId }, subject: { kind: 'site' }, people: null });
    expect(entry.details).toEqual({ from: '2026-11-01', searched: true, page: 3 });
    expect((await search('upTo=0')).total).toBe(0);
  });

  test('and nobody else does', async () => {
    expect((await staff('GET', '/api/audit')).status).toBe(403);
    expect((await (await platform.as(null))('GET', '/api/audit')).status).toBe(401);
  });

  test('what somebody did is there when they are gone, without their name', async () => {
    await db.delete(accounts).where(eq(accounts.id, staffId));
    const { items } = await search(`actor=${staffId}`);
    expect(items).toMatchObject([{ actor: { id: staffId, name: null, role: 'staff' } }]);
  });
});

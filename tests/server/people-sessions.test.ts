/** Administrators sign other people out: on one device or all, told by the log, and at once where they watch. */
import { afterAll, expect, test } from 'vitest';
import { type Browser, testApp } from '../support/app.ts';
import { mediaLecture } from '../support/lectures.ts';
import { signUp } from '../support/links.ts';

const platform = await testApp();
const { context } = platform;
afterAll(platform.close);
const [administrator, staff] = [await platform.as('administrator'), await platform.as('staff')];

const account = async (browser: Browser) => (await browser('GET', '/api/session')).body.account;
const isIn = async (browser: Browser) => (await account(browser)) !== null;
const PASSWORD = 'the first long one';

/** Somebody who is signed in with two browsers. */
async function person() {
  const [first, second] = [await platform.as(null), await platform.as(null)];
  const email = `${crypto.randomUUID()}@example.org`;
  const { body } = await signUp(context, first, { email, name: '홍길동', password: PASSWORD });
  expect((await second('POST', '/api/session', { email, password: PASSWORD })).status).toBe(200);
  const id: string = body.account.id;
  return { first, second, id, path: `/api/accounts/${id}/sessions` };
}
const told = async (id: string) => {
  const { body } = await administrator('GET', `/api/audit?subject=${id}`);
  type Entry = { action: string; details: object; actor: { id: string } };
  return (body.items as Entry[]).reverse();
};

test('one device is signed out, and the log says by whom', async () => {
  const { first, second, id, path } = await person();
  const { items } = (await administrator('GET', path)).body;
  const own = (await first('GET', '/api/me/sessions')).body.items;
  expect(items.map((one: object) => ({ ...one, current: false }))).toEqual(
    own.map((one: object) => ({ ...one, current: false })),
  );
  // whoever looks has none of what opens it
  expect(JSON.stringify(items)).not.toContain(Object.values(first.cookies)[0]);
  const which = own.find(({ current }: { current: boolean }) => current).id;
  expect((await administrator('DELETE', `${path}/${which}`)).status).toBe(204);
  expect([await isIn(first), await isIn(second)]).toEqual([false, true]);
  expect((await administrator('DELETE', `${path}/${which}`)).status).toBe(404);
  const actor = { id: (await account(administrator)).id };
  expect(await told(id)).toMatchObject([
    { action: 'sessions.read', actor },
    { action: 'session.ended', actor },
  ]);
});

test('all devices are signed out, and nobody else', async () => {
  const { first, second, id, path } = await person();
  const stranger = await person();
  expect((await administrator('DELETE', path)).status).toBe(204);
  expect([await isIn(first), await isIn(second), await isIn(stranger.first)]).toEqual([false, false, true]);
  expect(await told(id)).toMatchObject([{ action: 'sessions.ended', details: { sessions: 2 } }]);
  expect((await administrator('GET', path)).body.items).toEqual([]);
});

test('a session is ended under the address of its owner alone', async () => {
  const [one, other] = [await person(), await person()];
  const [{ id }] = (await other.first('GET', '/api/me/sessions')).body.items;
  expect((await administrator('DELETE', `${one.path}/${id}`)).status).toBe(404);
  const entries = await told(one.id);
  expect([await isIn(other.first), await isIn(other.second), entries]).toEqual([true, true, []]);
});

test('it is nobody’s business but administrators’, and one’s own are ended elsewhere', async () => {
  const { first, second, path } = await person();
  const [{ id }] = (await first('GET', '/api/me/sessions')).body.items;
  for (const [browser, status] of [
    [await platform.as(null), 401],
    [second, 403],
    [staff, 403],
  ] as const) {
    expect((await browser('GET', path)).status).toBe(status);
    expect((await browser('DELETE', path)).status).toBe(status);
    expect((await browser('DELETE', `${path}/${id}`)).status).toBe(status);
  }
  expect(await isIn(first)).toBe(true);
  const own = `/api/accounts/${(await account(administrator)).id}/sessions`;
  const [mine] = (await administrator('GET', own)).body.items;
  expect(mine.current).toBe(true);
  expect((await administrator('DELETE', own)).status).toBe(409);
  expect((await administrator('DELETE', `${own}/${mine.id}`)).status).toBe(409);
  expect(await isIn(administrator)).toBe(true);
  expect(await told((await account(administrator)).id)).toEqual([]);
  for (const path of [`/api/accounts/${crypto.randomUUID()}/sessions`]) {
    expect((await administrator('GET', path)).status).toBe(404);
    expect((await administrator('DELETE', path)).status).toBe(404);
  }
});

test('who watches a limited lecture is refused its next segment', async () => {
  const { first, second, path } = await person();
  const { id, media, handout } = await mediaLecture(context, staff, { visibility: 'signed_in' });
  const paths = [`${media}a/0.m4s`, `${media}360p.m3u8`, `/api/lectures/${id}/captions/ko`, handout];
  for (const path of paths) expect((await first('GET', path)).status, path).toBe(200);
  const own = (await first('GET', '/api/me/sessions')).body.items;
  const which = own.find(({ current }: { current: boolean }) => current).id;
  await administrator('DELETE', `${path}/${which}`);
  for (const path of paths) expect((await first('GET', path)).status, path).toBe(401);
  expect((await second('GET', `${media}a/0.m4s`)).status).toBe(200);
  await administrator('DELETE', path);
  for (const path of paths) expect((await second('GET', path)).status, path).toBe(401);
});

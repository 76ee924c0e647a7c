/** Every route that gives something of a lecture, asked by everybody, at every time. */
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { SESSION_COOKIE } from '../../server/accounts/sessions.ts';
import { hashOf } from '../../server/accounts/tokens.ts';
import { accounts, sessions } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { mediaLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const { context, time } = platform;
const staff = await platform.as('staff');
const [passerBy, resident, official] = [
  await platform.as(null),
  await platform.as('resident'),
  await platform.as('resident'),
];
await saysToBe(official, 'official');

async function saysToBe(browser: Browser, audience: 'official' | 'resident'): Promise<void> {
  const { body } = await browser('GET', '/api/session');
  await context.db.update(accounts).set({ audience }).where(eq(accounts.id, body.account.id));
}

const DAY = 86_400_000;
const from = new Date(time.now.getTime() + DAY).toISOString();
const until = new Date(time.now.getTime() + 2 * DAY).toISOString();

async function atDay<T>(day: number, ask: () => Promise<T>): Promise<T> {
  const before = time.now;
  time.now = new Date(before.getTime() + day * DAY);
  try {
    return await ask();
  } finally {
    time.now = before;
  }
}

const course = (await staff('POST', '/api/courses', { title: '모든 공개 방법' })).body.id;

/** Whether each of the routes that give something of a lecture gave it. */
type Parts = { id: string; media: string; handout: string };
async function givenTo(browser: Browser, { id, media, handout }: Parts) {
  const direct = [
    `/api/lectures/${id}`,
    `/api/lectures/${id}/playback`,
    `/api/lectures/${id}/captions/ko`,
    `/api/lectures/${id}/chapters`,
    `/api/lectures/${id}/handouts`,
    handout,
    `${media}master.m3u8`,
    `${media}360p.m3u8`,
    `${media}a/0.m4s`,
    `${media}a/pictures.vtt`,
  ];
  const statuses = new Set<number>();
  for (const path of direct) statuses.add((await browser('GET', path)).status);
  statuses.add((await browser('HEAD', `${media}a/0.m4s`)).status);
  const session = await browser('POST', '/api/playback-sessions', { lectureId: id });
  statuses.add(session.status === 201 ? 200 : session.status);
  const lists = ['/api/lectures?pageSize=100', `/api/lectures?q=${id}`, `/api/lectures?course=${course}`];
  const listed = new Set<boolean>();
  for (const path of lists) listed.add(has((await browser('GET', path)).body.items, id));
  const page = (await browser('GET', `/api/courses/${course}`)).body;
  listed.add(has(page.lectures, id));
  const before = (await browser('GET', `/api/lectures/${first.id}`)).body;
  listed.add(before.next?.id === id);
  return { status: [...statuses], listed: [...listed] };
}
const has = (items: { id: string }[], id: string) => items.some((item) => item.id === id);

/** In front of all others, so that each of them is its next one. */
const first = await mediaLecture(context, staff, { courseId: course, courseOrder: 1 });

const open = { status: [200], listed: [true] };
const byAddress = { status: [200], listed: [false] };
const refused = (status: number) => ({ status: [status], listed: [false] });
type Given = { status: number[]; listed: boolean[] };
type Row = [string, object, number, Record<'passerBy' | 'resident' | 'official' | 'staff', Given>];

describe('what is given of a lecture', () => {
  const everybody = (given: Given, toStaff = given) => ({
    ...{ passerBy: given, resident: given, official: given, staff: toStaff },
  });
  const members = { passerBy: refused(401), resident: open, official: open, staff: open };
  const officials = { ...members, resident: refused(403) };
  test.each<Row>([
    ['public', { visibility: 'public' }, 0, everybody(open)],
    ['draft', { visibility: 'draft' }, 0, everybody(refused(404), byAddress)],
    ['unlisted', { visibility: 'unlisted' }, 0, everybody(byAddress)],
    ['signed in', { visibility: 'signed_in' }, 0, members],
    ['audience', { visibility: 'audience', audience: 'official' }, 0, officials],
    ['an audience of everyone', { visibility: 'audience', audience: 'everyone' }, 0, members],
    ['before', { publicFrom: from, publicUntil: until }, 0.5, everybody(refused(404), byAddress)],
    ['during', { publicFrom: from, publicUntil: until }, 1.5, everybody(open)],
    ['after', { publicFrom: from, publicUntil: until }, 2.5, everybody(refused(410), byAddress)],
    [
      'signed in, before',
      { visibility: 'signed_in', publicFrom: from },
      0.5,
      everybody(refused(404), byAddress),
    ],
    ['signed in, during', { visibility: 'signed_in', publicFrom: from }, 1.5, members],
  ])('%s', async (_, described, day, expected) => {
    const lecture = await mediaLecture(context, staff, { ...described, courseId: course, courseOrder: 2 });
    await staff('PATCH', `/api/lectures/${lecture.id}`, { tags: [lecture.id] });
    await atDay(day, async () => {
      const browsers = { passerBy, resident, official, staff };
      for (const [who, browser] of Object.entries(browsers)) {
        const given = await givenTo(browser, lecture);
        expect(given, who).toEqual(expected[who as keyof typeof expected]);
      }
    });
    await staff('PATCH', `/api/lectures/${lecture.id}`, { courseId: null });
  });

  test('in the bin: nothing to anybody, staff included; brought back: as before', async () => {
    const lecture = await mediaLecture(context, staff, { courseId: course, courseOrder: 2 });
    await staff('PATCH', `/api/lectures/${lecture.id}`, { tags: [lecture.id] });
    await staff('DELETE', `/api/lectures/${lecture.id}`);
    for (const browser of [passerBy, resident, staff]) {
      expect(await givenTo(browser, lecture)).toEqual(refused(404));
    }
    await staff('POST', '/api/lectures/restore', { ids: [lecture.id] });
    expect(await givenTo(passerBy, lecture)).toEqual(open);
    await staff('DELETE', `/api/lectures/${lecture.id}`);
  });
});

test('caches may keep what is for anybody, until it ends; of all else they may keep nothing', async () => {
  const cachingOf = async (described: object) => {
    const { id, media, handout } = await mediaLecture(context, staff, described);
    const paths = [`${media}a/0.m4s`, `${media}360p.m3u8`, `/api/lectures/${id}/captions/ko`, handout];
    const answers = await Promise.all(paths.map((path) => resident('GET', path)));
    return answers.map(({ headers }) => headers['cache-control']);
  };
  const kept = [
    'public, max-age=31536000, s-maxage=10, immutable',
    'public, max-age=0, s-maxage=10, must-revalidate',
    ...['no-cache', 'private, no-cache'],
  ];
  expect(await cachingOf({})).toEqual(kept);
  expect(await cachingOf({ visibility: 'unlisted' })).toEqual(kept);
  expect((await cachingOf({ publicUntil: until }))[0]).toBe(
    `public, max-age=${2 * 86_400}, s-maxage=10, immutable`,
  );
  const never = Array(4).fill('private, no-store');
  expect(await cachingOf({ visibility: 'signed_in' })).toEqual(never);
  expect(await cachingOf({ visibility: 'audience' })).toEqual(never);
});

test('a bucket’s address is given of what is for anybody alone: that of limited media could be passed on', async () => {
  const publicUrl = async (key: string) => `https://bucket.example.org/${key}`;
  const own = context.storage.publicUrl;
  context.storage.publicUrl = publicUrl;
  const open = await mediaLecture(context, staff);
  const limited = await mediaLecture(context, staff, { visibility: 'signed_in' });
  const sent = await resident('GET', `${open.media}a/0.m4s`);
  expect(sent).toMatchObject({ status: 302, headers: { 'cache-control': 'no-store' } });
  const passed = await resident('GET', `${limited.media}a/0.m4s`, undefined, { range: 'bytes=2-4' });
  expect(passed).toMatchObject({ status: 206, text: '234' });
  context.storage.publicUrl = own;
});

test('the next segment of a limited lecture is refused once the session is revoked', async () => {
  const viewer = await platform.as('resident');
  const { id, media } = await mediaLecture(context, staff, { visibility: 'signed_in' });
  expect((await viewer('GET', `${media}a/0.m4s`)).status).toBe(200);
  const token = viewer.cookies[SESSION_COOKIE] ?? '';
  await context.db.delete(sessions).where(eq(sessions.tokenHash, hashOf(token)));
  for (const path of [`${media}a/0.m4s`, `${media}360p.m3u8`, `/api/lectures/${id}/captions/ko`]) {
    expect((await viewer('GET', path)).status, path).toBe(401);
  }
});

test('who may not watch is told why', async () => {
  const { id } = await mediaLecture(context, staff, { visibility: 'audience', audience: 'official' });
  expect((await passerBy('GET', `/api/lectures/${id}`)).body).toMatchObject({ code: 'lecture_sign_in' });
  expect((await resident('GET', `/api/lectures/${id}`)).body).toMatchObject({
    code: 'lecture_audience',
    details: [{ field: 'audience', message: 'official' }],
  });
});

describe('times', () => {
  test('a lecture cannot end before it begins, whichever is changed', async () => {
    const { id } = await mediaLecture(context, staff, { publicFrom: from });
    const wrong = await staff('PATCH', `/api/lectures/${id}`, { publicUntil: time.now.toISOString() });
    expect(wrong).toMatchObject({ status: 400, body: { details: [{ field: 'publicUntil' }] } });
    expect((await staff('PATCH', `/api/lectures/${id}`, { publicUntil: until })).status).toBe(200);
    expect((await staff('PATCH', `/api/lectures/${id}`, { publicFrom: until })).status).toBe(400);
    const both = { title: 'x', publicFrom: until, publicUntil: from };
    expect((await staff('POST', '/api/lectures', both)).status).toBe(400);
  });

  test('it is listed by the day on which it came to be public', async () => {
    const { id } = await mediaLecture(context, staff, { publicFrom: from });
    const publishedAt = async () => (await staff('GET', `/api/lectures/${id}`)).body.publishedAt;
    expect(await publishedAt()).toBe(from);
    await staff('PATCH', `/api/lectures/${id}`, { publicFrom: until });
    expect(await publishedAt()).toBe(until);
    await staff('PATCH', `/api/lectures/${id}`, { visibility: 'draft' });
    expect(await publishedAt()).toBeNull();
    await staff('PATCH', `/api/lectures/${id}`, { visibility: 'public', publicFrom: null });
    expect(await publishedAt()).toBe(time.now.toISOString());
    await staff('PATCH', `/api/lectures/${id}`, { publicFrom: until });
    expect(await publishedAt()).toBe(time.now.toISOString());
  });
});

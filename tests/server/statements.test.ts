/** A course as xAPI statements: checked against xAPI 1.0.3 and the Video Profile by hand. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accounts } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const EXT = 'https://w3id.org/xapi/video/extensions';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const platform = await testApp({ MADANG_PUBLIC_URL: 'http://lectures.example.org' });
const { context, time } = platform;
afterAll(platform.close);

const administrator = await platform.as('administrator');
const staff = await platform.as('staff');
const viewer = await platform.as('resident');
let [courseId, own, others] = ['', '', ''];

async function watch(lectureId: string, ...stretches: [number, number][]) {
  const { id } = (await viewer('POST', '/api/playback-sessions', { lectureId })).body;
  time.now = new Date(time.now.getTime() + 120_000);
  const segments = stretches.map(([from, to], seq) => ({
    ...{ seq, from, to, rate: 1, elapsedMs: (to - from) * 1000 },
  }));
  const position = stretches.at(-1)?.[1];
  await viewer('POST', `/api/playback-sessions/${id}/played`, { segments, position });
}

beforeAll(async () => {
  const { id } = (await viewer('GET', '/api/session')).body.account;
  await context.db.update(accounts).set({ name: '김 도민' }).where(eq(accounts.id, id));
  const course = { title: '협치 입문', titleEn: 'Governance' };
  courseId = (await administrator('POST', '/api/courses', course)).body.id;
  own = await watchableLecture(context, staff, { title: '첫째', titleEn: 'First', courseId });
  others = await watchableLecture(context, administrator, { title: '둘째', courseId, courseOrder: 2 });
  await watch(own, [30, 45], [0, 12.5]);
  await watch(others, [0, 60], [55, 99.8]);
});

type Statement = ReturnType<JSON['parse']>;
const file = (browser: Browser, query = '', reason = '%EC%9D%B4%EA%B4%80') =>
  browser('GET', `/api/learners/xapi?course=${courseId}&reason=${reason}${query}`);
const verbOf = ({ verb }: Statement) => verb.id.split('/').at(-1);

/** What xAPI 1.0.3 (Data, §2.4) and the Video Profile ask of each of these statements. */
function check(statement: Statement) {
  const { id, actor, verb, object, result, context, timestamp, version } = statement;
  expect(id).toMatch(UUID);
  expect(version).toBe('1.0.3');
  expect(new Date(timestamp).toISOString()).toBe(timestamp);
  expect(actor).toMatchObject({ objectType: 'Agent', account: { homePage: 'http://lectures.example.org' } });
  expect(actor.account.name).toMatch(UUID);
  expect(Object.keys(actor).filter((name) => ['mbox', 'mbox_sha1sum', 'openid'].includes(name))).toEqual([]);
  expect(verb.id).toMatch(/^http:\/\/adlnet\.gov\/expapi\/verbs\/(progressed|completed)$/);
  expect(object.definition.type).toBe('https://w3id.org/xapi/video/activity-type/video');
  for (const language of [...Object.keys(object.definition.name), ...Object.keys(verb.display)]) {
    expect(Intl.getCanonicalLocales(language)).toEqual([language]);
  }
  expect(context.contextActivities.category).toEqual([
    { objectType: 'Activity', id: 'https://w3id.org/xapi/video' },
  ]);
  expect(context.extensions[`${EXT}/length`]).toBe(100);
  const { [`${EXT}/time`]: at, [`${EXT}/progress`]: progress } = result.extensions;
  expect(at).toBeGreaterThanOrEqual(0);
  expect(at).toBeLessThanOrEqual(100);
  const segments: string = result.extensions[`${EXT}/played-segments`];
  expect(segments).toMatch(
    /^\d+(\.\d{1,3})?\[\.\]\d+(\.\d{1,3})?(\[,\]\d+(\.\d{1,3})?\[\.\]\d+(\.\d{1,3})?)*$/,
  );
  const spans = segments.split('[,]').map((span) => span.split('[.]').map(Number));
  const covered = spans.reduce((sum, [from = 0, to = 0]) => sum + to - from, 0);
  expect(Math.abs(covered / 100 - progress)).toBeLessThanOrEqual(0.005);
  expect(progress).toBeLessThanOrEqual(1);
  if (verbOf(statement) === 'completed') {
    expect(result.completion).toBe(true);
    expect(context.extensions[`${EXT}/session-id`]).toMatch(UUID);
    expect(Number(context.extensions[`${EXT}/completion-threshold`])).toBeLessThanOrEqual(progress);
  } else {
    expect(result.duration).toMatch(/^PT\d+(\.\d+)?S$/);
  }
}

test('every statement is one of the profile, and says what the ledger says', async () => {
  const { status, headers, body } = await file(administrator);
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(headers['content-disposition']).toBe(
    `attachment; filename="madang-xapi-${courseId}-2026-11-24.json"`,
  );
  for (const statement of body) check(statement);
  expect(body.map(verbOf)).toEqual(['progressed', 'progressed', 'completed']);
  const [first, second, completed] = body;
  expect(first.object).toMatchObject({
    ...{ id: `http://lectures.example.org/lectures/${own}` },
    definition: { name: { 'ko-KR': '첫째', 'en-US': 'First' } },
  });
  expect(first.result).toEqual({
    ...{ completion: false, duration: 'PT27.5S' },
    extensions: {
      [`${EXT}/time`]: 12.5,
      [`${EXT}/progress`]: 0.275,
      [`${EXT}/played-segments`]: '0[.]12.5[,]30[.]45',
    },
  });
  expect(first.context.contextActivities.parent[0].definition.name['en-US']).toBe('Governance');
  expect(second.result).toMatchObject({ completion: true, duration: 'PT104.8S' });
  expect(completed.result.extensions[`${EXT}/played-segments`]).toBe('0[.]99.8');
  expect(completed.object.id).toContain(others);
});

test('statements have the same ids each time, until there is something new to say', async () => {
  const ids = async () => (await file(administrator)).body.map(({ id }: Statement) => id) as string[];
  const before = await ids();
  expect(new Set(before).size).toBe(3);
  expect(await ids()).toEqual(before);
  await watch(own, [20, 25]);
  const after = await ids();
  expect(after[0]).not.toBe(before[0]);
  expect(after.slice(1)).toEqual(before.slice(1));
});

describe('people', () => {
  test('are pseudonyms, the same in every statement, unless their names are asked for', async () => {
    const { id } = (await viewer('GET', '/api/session')).body.account;
    const { text, body } = await file(administrator);
    expect(new Set(body.map(({ actor }: Statement) => actor.account.name)).size).toBe(1);
    for (const known of ['김 도민', id, '@example']) expect(text).not.toContain(known);
    const named = await file(administrator, '&names=include');
    expect(named.body[0].actor).toEqual({ ...body[0].actor, name: '김 도민' });
  });

  test('are for staff those of their lectures', async () => {
    const { body } = await file(staff);
    expect(body.map(({ object }: Statement) => object.id.split('/').at(-1))).toEqual([own]);
    expect((await file(await platform.as('staff'))).status).toBe(404);
    expect((await file(viewer)).status).toBe(403);
  });

  test('a course that nobody watched is an empty list', async () => {
    const { id } = (await administrator('POST', '/api/courses', { title: '빈 과정' })).body;
    const empty = await administrator('GET', `/api/learners/xapi?course=${id}&reason=x`);
    expect(empty).toMatchObject({ status: 200, body: [] });
  });

  test('the reason is asked for, and kept', async () => {
    expect((await file(staff, '', '')).status).toBe(400);
    await file(staff, '&names=include');
    const [entry] = (await administrator('GET', '/api/audit?action=statements.exported')).body.items;
    expect(entry).toMatchObject({
      ...{ reason: '이관', subject: { kind: 'course', id: courseId, name: '협치 입문' } },
      details: { names: true, rows: 1 },
    });
  });
});

/** Quality of experience: what players say of sessions, and what statistics make of it. */
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { rowsOf } from '../../server/database/client.ts';
import { retire } from '../../server/privacy/retire.ts';
import { UNSAID } from '../../server/quality/counts.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
const { db } = platform.context;
afterAll(platform.close);
const staff = await platform.as('staff');
const administrator = await platform.as('administrator');
const lecture = await watchableLecture(platform.context, staff, { title: '품질 강의' });

const PHONE =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';
const COMPUTER = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0';

const later = (seconds: number) => {
  platform.time.now = new Date(platform.time.now.getTime() + seconds * 1000);
};
const open = async (browser: Browser) =>
  (await browser('POST', '/api/playback-sessions', { lectureId: lecture })).body.id as string;
const said = (numbers: object) => ({ ...UNSAID, sn: 0, ...numbers });
const say = async (browser: Browser, session: string, numbers: object, agent = PHONE) =>
  (await browser('POST', `/api/playback-sessions/${session}/quality`, said(numbers), { 'user-agent': agent }))
    .status;
const played = (rung: number, ms: number) => ({ ...UNSAID.played, [rung]: ms });
const site = async (query = '') => (await administrator('GET', `/api/statistics/quality${query}`)).body;
const ofLecture = async (browser = staff) =>
  await browser('GET', `/api/statistics/lectures/${lecture}/quality`);

test('numbers of a session are those of its latest report, however often and in whatever order it is said', async () => {
  expect((await site()).total).toMatchObject({ sessions: 0, startupMedian: null, stalledShare: null });
  const viewer = await platform.as(null);
  const session = await open(viewer);
  later(600);
  const first = { msd: 100, played: played(720, 60_000) };
  const last = {
    sn: 2,
    msd: 100,
    bsa: 1,
    bsda: 5000,
    played: played(720, 120_000),
    ec: { ...UNSAID.ec, media: 1 },
  };
  expect(await say(viewer, session, first)).toBe(204);
  await Promise.all([1, 2, 3].map(() => say(viewer, session, last)));
  await say(viewer, session, { ...first, sn: 1 });
  const still = await open(await platform.as(null));
  expect(still).not.toBe(session);

  const total = {
    ...{ sessions: 1, startupMedian: 0.05, startupP90: 0.09, unstartedShare: 0, stalledShare: 1 },
    ...{ stalledPerHour: 150, failedShare: 1 },
    rungs: [1080, 720, 480, 360].map((rung) => ({ rung, watchSeconds: rung === 720 ? 120 : 0 })),
  };
  const report = await site();
  expect(report.total).toMatchObject(total);
  expect(report.total.errors).toContainEqual({ kind: 'media', count: 1 });
  expect(report.devices[0]).toMatchObject({ device: 'phone', ...total });
  expect(report.devices).toHaveLength(4);
  expect(report.browsers[0]).toMatchObject({ browser: 'chrome', sessions: 1 });
  expect(report.systems[0]).toMatchObject({ system: 'android', sessions: 1 });
  expect((await ofLecture()).body).toMatchObject({ title: '품질 강의', total, devices: report.devices });
});

test('many at once are each counted, by device; staff apart', async () => {
  const viewers = await Promise.all(Array.from({ length: 9 }, () => platform.as(null)));
  const sessions = await Promise.all(viewers.map(open));
  later(60);
  await Promise.all(viewers.map((one, nth) => say(one, sessions[nth] ?? '', { msd: 900 }, COMPUTER)));
  const own = await open(staff);
  await say(staff, own, { msd: 20_000, bsa: 3, bsda: 9000 }, COMPUTER);

  const { devices, browsers } = await site();
  expect(devices[2]).toMatchObject({ device: 'desktop', sessions: 9, stalledShare: 0 });
  expect(browsers[5]).toMatchObject({ browser: 'firefox', sessions: 9 });
  expect((await site('?staff=include')).devices[2]).toMatchObject({ sessions: 10, stalledShare: 0.1 });
  expect((await site('?to=2026-11-23')).total.sessions).toBe(0);
});

test('it is told by the session’s own viewer alone, within bounds', async () => {
  const viewer = await platform.as(null);
  const session = await open(viewer);
  expect(await say(await platform.as(null), session, {})).toBe(404);
  expect(await say(viewer, crypto.randomUUID(), {})).toBe(404);
  for (const wrong of [{ sn: -1 }, { bsa: 1e9 }, { msd: -5 }, { played: { 720: 1 } }, { bsda: 0.5 }]) {
    expect(await say(viewer, session, wrong), JSON.stringify(wrong)).toBe(400);
  }
  const before = await ofLecture();
  expect(before.body.total.sessions).toBe(10);

  // whoever signs in while it plays goes on with the session they began without an account
  const cookies = { ...viewer.cookies };
  const resident = await platform.as('resident');
  Object.assign(resident.cookies, cookies);
  expect(await say(resident, session, { msd: 100 })).toBe(204);
  expect((await ofLecture()).body.total.sessions).toBe(11);
  expect((await ofLecture(await platform.as('staff'))).status).toBe(404);
  expect((await staff('GET', '/api/statistics/quality')).status).toBe(403);
});

test('more than time has passed is not taken', async () => {
  const viewer = await platform.as(null);
  const session = await open(viewer);
  later(10);
  const before = (await ofLecture()).body.total.rungs[0].watchSeconds;
  await say(viewer, session, { bsda: 3_600_000, played: played(1080, 3_600_000) });
  expect((await ofLecture()).body.total.rungs[0].watchSeconds - before).toBe(80);
});

test('of a session nothing is kept but its sums once it takes no more, and no user agent ever', async () => {
  const viewer = await platform.as(null);
  const session = await open(viewer);
  await say(viewer, session, { msd: 100 });
  const kept = await rowsOf(db, sql`select q::text as row from session_quality q`);
  expect(kept.length).toBeGreaterThan(10);
  expect(JSON.stringify(kept)).not.toMatch(/Mozilla|131/);
  const before = await site('?from=2026-11-24&to=2026-11-24');

  later(49 * 3600);
  expect(await retire(platform.context, 'quality')).toBe(kept.length);
  expect(await retire(platform.context, 'quality')).toBe(0);
  expect(await say(viewer, session, { sn: 5, msd: 100, bsa: 5, bsda: 5000 })).toBe(204);
  expect(await site('?from=2026-11-24&to=2026-11-24')).toEqual(before);
});

test('a file of it withholds what few sessions would tell', async () => {
  const file = (table: string, browser = administrator) =>
    browser(
      'GET',
      `/api/statistics/export?table=${table}&format=csv&reason=report&from=2026-11-24&to=2026-11-24`,
    );
  const devices = await file('devices');
  const { devices: rows } = await site('?from=2026-11-24&to=2026-11-24');
  expect(rows.map(({ sessions }: { sessions: number }) => sessions)).toEqual([4, 0, 9, 0]);
  const [head, phone, tablet, computer] = devices.text.split('\r\n');
  expect(head).toContain('기기,시청,시작 시간 중앙값(초)');
  expect(phone).toBe(`휴대전화,<5${',*'.repeat(15)}`);
  expect(tablet).toMatch(/^태블릿,0,,,/);
  expect(computer).toBe(`컴퓨터,*${',*'.repeat(15)}`);
  for (const table of ['browsers', 'systems']) {
    expect((await file(table)).status).toBe(200);
    expect((await file(table, staff)).status).toBe(403);
  }
});

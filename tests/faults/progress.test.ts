/** Reports of what was played, as they arrive when networks, devices and clocks fail: the real API over HTTP. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayedSegment } from '../../server/contract/progress.ts';
import { rowsOf } from '../../server/database/client.ts';
import { MAX_RATE, SLACK_SECONDS } from '../../server/progress/credit.ts';
import { type OwnApi, startApi, type Visitor, visitor } from '../support/api.ts';
import { testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';
import { beganEarlier, ledgerOf } from '../support/ledger.ts';

/** Of the player: it reports what it played every so often. Seconds. */
const BEAT = 15;

const platform = await testApp();
const { db } = platform.context;
let api: OwnApi;
beforeAll(async () => {
  api = await startApi(platform.context.config);
});
afterAll(async () => {
  await api.kill();
  await platform.close();
});

const newLecture = async () =>
  watchableLecture(platform.context, await platform.as('staff'), { duration: 4 * 3600 });
/** Begins a playback session so many seconds ago. */
async function begin(viewer: Visitor, lectureId: string, ago: number): Promise<string> {
  const { body } = await viewer('/api/playback-sessions', { lectureId });
  await beganEarlier(db, body.id, ago);
  return body.id;
}
/** `[from, to)` at normal speed, in the segments that the player makes of it. */
const played = (from: number, to: number, seq = 0): PlayedSegment[] =>
  Array.from({ length: (to - from) / BEAT }, (_, nth) => {
    const start = from + nth * BEAT;
    return { seq: seq + nth, from: start, to: start + BEAT, rate: 1, elapsedMs: BEAT * 1000 };
  });
const report = (viewer: Visitor, session: string, segments: PlayedSegment[], headers = {}) =>
  viewer(`/api/playback-sessions/${session}/played`, { segments, position: 0 }, headers);

/** All that statistics add up of a lecture. */
async function sumsOf(lectureId: string) {
  const tables = ['lecture_totals', 'lecture_days', 'lecture_months', 'retention_deltas'];
  const all = tables.map((table) =>
    rowsOf<{ row: Record<string, unknown> }>(
      db,
      sql`select to_jsonb(t) - 'lecture_id' as row from ${sql.raw(table)} t where lecture_id = ${lectureId} order by row`,
    ),
  );
  // what was added and taken out again is as if it had never been
  return (await Promise.all(all)).map((rows) =>
    rows.filter(({ row }) => row.second === undefined || row.viewers !== 0 || row.plays !== 0),
  );
}

test('played segments that arrive doubled and in any order give the totals of those that came once, in order', async () => {
  const [once, doubled] = [await newLecture(), await newLecture()];
  const [orderly, disorderly] = [visitor(api.origin), visitor(api.origin)];
  // twenty minutes, and after a reload twenty more, some of which are seen again
  const reportsOf = async (viewer: Visitor, lectureId: string) => {
    const sessions = [await begin(viewer, lectureId, 2400), await begin(viewer, lectureId, 1200)];
    return [played(0, 1200), played(1080, 2280)].flatMap((all, nth) =>
      Array.from({ length: 8 }, (_, part) => ({
        session: sessions[nth] ?? '',
        segments: all.slice(part * 10, part * 10 + 10),
      })),
    );
  };
  for (const { session, segments } of await reportsOf(orderly, once)) {
    expect((await report(orderly, session, segments)).status).toBe(200);
  }
  const reports = await reportsOf(disorderly, doubled);
  const statuses = await Promise.all(
    [...reports.toReversed(), ...reports].map(({ session, segments }, nth) =>
      report(disorderly, session, nth % 2 ? segments : segments.toReversed()),
    ),
  );
  expect(statuses.map(({ status }) => status)).toEqual(statuses.map(() => 200));

  const ledger = await ledgerOf(db, once);
  expect(ledger).toEqual({
    ...{ watched: [{ from: 0, to: 2280 }], views: 2, segments: 160, clipped: 0 },
    ...{ creditedMs: 2_400_000, elapsedMs: 2_400_000, playedMs: 2_400_000 },
  });
  expect(await ledgerOf(db, doubled)).toEqual(ledger);
  expect(await sumsOf(doubled)).toEqual(await sumsOf(once));
});

test('a client that was offline for ten minutes is credited them once, and not more than they could hold', async () => {
  const [lecture, viewer] = [await newLecture(), visitor(api.origin)];
  const session = await begin(viewer, lecture, 660);
  await report(viewer, session, played(0, 60));
  const queue = played(60, 660, 4);
  await Promise.all([report(viewer, session, queue), report(viewer, session, queue)]);
  // its answer was lost, and more was played meanwhile
  await report(viewer, session, [...queue, ...played(660, 675, 44)]);
  const whole = { watched: [{ from: 0, to: 675 }], creditedMs: 675_000, elapsedMs: 675_000 };
  expect(await ledgerOf(db, lecture)).toMatchObject({ ...whole, segments: 45, clipped: 0 });

  // somebody who was offline as long, and claims three hours of it
  await report(viewer, session, played(1000, 11_800, 45).slice(0, 500));
  const { creditedMs, elapsedMs, clipped } = await ledgerOf(db, lecture);
  const [{ open } = { open: 0 }] = await rowsOf<{ open: number }>(
    db,
    sql`select extract(epoch from now() - started_at)::float8 as open from playback_sessions where id = ${session}`,
  );
  expect(open).toBeLessThan(700);
  expect(creditedMs / 1000).toBeGreaterThanOrEqual((660 + SLACK_SECONDS) * MAX_RATE);
  expect(creditedMs / 1000).toBeLessThanOrEqual((open + SLACK_SECONDS) * MAX_RATE);
  expect(elapsedMs / 1000).toBeLessThanOrEqual(open + SLACK_SECONDS);
  expect(clipped).toBeGreaterThan(400);
});

test('what a client played before it could reach the server at all is credited for a minute at most', async () => {
  const [lecture, viewer] = [await newLecture(), visitor(api.origin)];
  const session = await begin(viewer, lecture, 0);
  await report(viewer, session, played(0, 600));
  const { creditedMs, watched } = await ledgerOf(db, lecture);
  expect(watched).toHaveLength(1);
  expect(creditedMs / 1000).toBeGreaterThanOrEqual(SLACK_SECONDS * MAX_RATE);
  expect(creditedMs / 1000).toBeLessThan(SLACK_SECONDS * MAX_RATE + 30);
});

test.each([
  ['ahead', 1],
  ['behind', -1],
])('a client’s clock that is a day %s has no effect', async (_, days) => {
  const [right, wrong] = [await newLecture(), await newLecture()];
  const date = new Date(Date.now() + days * 86_400_000);
  for (const [lecture, headers] of [
    [right, {}],
    [wrong, { date: date.toUTCString() }],
  ] as const) {
    const viewer = visitor(api.origin);
    const session = await begin(viewer, lecture, 60);
    expect((await report(viewer, session, played(0, 60), headers)).status).toBe(200);
  }
  expect(await ledgerOf(db, wrong)).toEqual(await ledgerOf(db, right));
  expect(await sumsOf(wrong)).toEqual(await sumsOf(right));
});

/** Reports of what was played that are wrong, too much, or there already: the real API over HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_RATE, SLACK_SECONDS } from '../../server/progress/credit.ts';
import { type OwnApi, startApi, visitor } from '../support/api.ts';
import { testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';
import { beganEarlier, ledgerOf } from '../support/ledger.ts';

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

/** A viewer whose session of a lecture began a minute ago. @param duration of the lecture, seconds */
async function watching(duration = 100) {
  const lecture = await watchableLecture(platform.context, await platform.as('staff'), { duration });
  const viewer = visitor(api.origin);
  const { body } = await viewer('/api/playback-sessions', { lectureId: lecture });
  await beganEarlier(db, body.id, 60);
  return {
    lecture,
    /** @param segments JSON */
    report: (segments: string) =>
      viewer(`/api/playback-sessions/${body.id}/played`, `{"segments":[${segments}],"position":0}`),
  };
}
const segment = (seq: number, from: number | string, to: number | string, elapsedMs = 10_000) =>
  `{"seq":${seq},"from":${from},"to":${to},"rate":1,"elapsedMs":${elapsedMs}}`;

test('a segment past the duration is cut to the lecture, and flagged', async () => {
  const { lecture, report } = await watching();
  const reply = await report(`${segment(0, 90, 130)},${segment(1, 200, 210)},${segment(2, 0, 10)}`);
  expect(reply).toMatchObject({
    status: 200,
    body: {
      watched: [
        { from: 0, to: 10 },
        { from: 90, to: 100 },
      ],
      share: 0.2,
    },
  });
  expect(await ledgerOf(db, lecture)).toMatchObject({ creditedMs: 20_000, segments: 3, clipped: 2 });
});

test.each([
  ['that ends before it begins', segment(1, 9, 3)],
  ['of NaN', segment(1, 'NaN', 3)],
  ['without an end', segment(1, 3, 'null')],
  ['to infinity', segment(1, 3, '1e999')],
  ['of words', segment(1, '"0"', '"3"')],
  ['before the beginning', segment(1, -3, 3)],
  ['of a negative number', segment(-1, 0, 3)],
  ['of no time at all', segment(1, 0, 3, -1)],
])('a segment %s is refused with all that came with it, and nothing is kept', async (_, wrong) => {
  const { lecture, report } = await watching();
  const reply = await report(`${segment(0, 0, 10)},${wrong}`);
  expect(reply).toMatchObject({
    status: 400,
    body: { code: 'bad_request', message: { ko: expect.any(String) } },
  });
  expect(await ledgerOf(db, lecture)).toMatchObject({ segments: 0, watched: [] });
});

test('three hours of credit claimed in one minute are cut to what a minute can hold, and flagged', async () => {
  const { lecture, report } = await watching(4 * 3600);
  expect((await report(segment(0, 0, 3 * 3600, 3 * 3_600_000))).status).toBe(200);
  const { watched, creditedMs, elapsedMs, segments, clipped } = await ledgerOf(db, lecture);
  expect({ segments, clipped, parts: watched.length }).toEqual({ segments: 1, clipped: 1, parts: 1 });
  const most = (60 + SLACK_SECONDS) * MAX_RATE;
  expect(creditedMs / 1000).toBeGreaterThanOrEqual(most);
  // seconds that the test itself took
  expect(creditedMs / 1000).toBeLessThan(most + 30);
  expect(elapsedMs / 1000).toBeLessThan(60 + SLACK_SECONDS + 15);
  // nor do they come in small pieces
  expect((await report(segment(1, 9000, 9060, 60_000))).status).toBe(200);
  expect((await ledgerOf(db, lecture)).creditedMs / 1000).toBeLessThan(most + 30);
});

test('a number that was reported before is answered as if it were new, and changes nothing', async () => {
  const { lecture, report } = await watching();
  const first = await report(`${segment(0, 0, 10)},${segment(1, 20, 30)}`);
  const before = await ledgerOf(db, lecture);
  expect(before).toMatchObject({ creditedMs: 20_000, segments: 2, views: 1 });
  for (const again of [`${segment(0, 0, 10)},${segment(1, 20, 30)}`, segment(1, 50, 60), segment(0, 0, 3)]) {
    expect(await report(again)).toEqual({ status: 200, body: first.body });
  }
  expect(await ledgerOf(db, lecture)).toEqual(before);
});

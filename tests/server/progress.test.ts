import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { PlayedSegment } from '../../server/contract/progress.ts';
import { recordings } from '../../server/database/schema/schema.ts';
import { credit, MAX_RATE, SLACK_SECONDS } from '../../server/progress/credit.ts';
import { addDays, seoulDay } from '../../server/progress/days.ts';
import { deltasOf, prefixSums, wholeRange } from '../../server/progress/retention.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const played = (seq: number, from: number, to: number): PlayedSegment => ({
  seq,
  from,
  to,
  rate: 1,
  elapsedMs: Math.max(0, Math.round((to - from) * 1000)),
});

describe('credit', () => {
  const startedAt = new Date('2026-11-24T00:00:00Z');
  const later = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000);
  const bounds = (seconds: number) => ({
    duration: 36_000,
    sessionStartedAt: startedAt,
    creditedUntil: startedAt,
    now: later(seconds),
  });

  test('gives what was played in real time, also at double speed', () => {
    const { segments } = credit([played(1, 0, 60), played(2, 500, 560)], bounds(60));
    expect(segments.map(({ from, to, clipped }) => [from, to, clipped])).toEqual([
      [0, 60, false],
      [500, 560, false],
    ]);
  });

  test('cuts three hours claimed in one minute to what can be, and flags it', () => {
    const { segments } = credit([played(1, 0, 3 * 3600)], bounds(60));
    expect(segments).toMatchObject([{ from: 0, to: (60 + SLACK_SECONDS) * MAX_RATE, clipped: true }]);
  });

  test('gives the slack once, not with every report', () => {
    let creditedUntil = startedAt;
    let total = 0;
    for (let seq = 0; seq < 100; seq += 1) {
      const given = credit([played(seq, 0, 1000)], { ...bounds(60), creditedUntil });
      creditedUntil = given.creditedUntil;
      total += given.segments.reduce((sum, { from, to }) => sum + to - from, 0);
    }
    expect(total).toBe((60 + SLACK_SECONDS) * MAX_RATE);
  });

  test('gives nothing for the time before the session', () => {
    const yesterday = later(-86_400);
    const { segments } = credit([played(1, 0, 7200)], { ...bounds(0), creditedUntil: yesterday });
    expect(segments).toMatchObject([{ to: SLACK_SECONDS * MAX_RATE }]);
  });

  test('ends at the end of the lecture', () => {
    const { segments } = credit([played(1, 90, 130), played(2, 200, 210)], { ...bounds(100), duration: 100 });
    expect(segments).toMatchObject([
      { from: 90, to: 100, clipped: true },
      { from: 100, to: 100, clipped: true },
    ]);
  });
});

test('stretches that meet leave no gap between their whole seconds', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (a, b) => {
        expect(wholeRange({ from: 0, to: a }).to).toBe(wholeRange({ from: a, to: a + b }).from);
      },
    ),
  );
});

test('days are those of Seoul', () => {
  expect(seoulDay(new Date('2026-11-23T14:59:59Z'))).toBe('2026-11-23');
  expect(seoulDay(new Date('2026-11-23T15:00:00Z'))).toBe('2026-11-24');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
});

test('retention from deltas equals counting every second', () => {
  const span = fc
    .tuple(fc.nat(50), fc.nat(50))
    .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
  fc.assert(
    fc.property(fc.array(span), (spans) => {
      const deltas = deltasOf([], spans).toSorted((a, b) => a.second - b.second);
      const counted = Array.from(
        { length: 50 },
        (_, s) => spans.filter(({ from, to }) => from <= s && s < to).length,
      );
      expect(prefixSums(deltas, 50).plays).toEqual(counted);
    }),
  );
});

describe('the ledger', async () => {
  const platform = await testApp();
  afterAll(platform.close);
  const staff = await platform.as('staff');
  const wait = (seconds: number) => {
    platform.time.now = new Date(platform.time.now.getTime() + seconds * 1000);
  };
  const open = async (browser: Browser, lectureId: string) =>
    (await browser('POST', '/api/playback-sessions', { lectureId })).body.id as string;
  const report = (browser: Browser, session: string, segments: PlayedSegment[], position = 0) =>
    browser('POST', `/api/playback-sessions/${session}/played`, { segments, position });

  test('progress is what was played: skipping does not count, repeating counts once', async () => {
    const id = await watchableLecture(platform.context, staff);
    const viewer = await platform.as(null);
    const session = await open(viewer, id);
    wait(60);
    const segments = [played(0, 0, 20), played(1, 80, 90), played(2, 10, 30)];
    const first = await report(viewer, session, segments, 30);
    expect(first.body).toEqual({
      watched: [
        { from: 0, to: 30 },
        { from: 80, to: 90 },
      ],
      share: 0.4,
      completed: false,
      missing: [{ what: 'covered', has: 40, needs: 90 }],
    });
    const playback = (await viewer('GET', `/api/lectures/${id}/playback`)).body;
    expect(playback).toMatchObject({ position: 30, watched: first.body.watched });
    const page = (await viewer('GET', '/api/lectures?progress=watching')).body;
    expect(page.items).toMatchObject([{ id, progress: { share: 0.4, position: 30, completed: false } }]);
  });

  test('the same number again, in any order, changes nothing', async () => {
    const id = await watchableLecture(platform.context, staff);
    const viewer = await platform.as(null);
    const session = await open(viewer, id);
    wait(60);
    const segments = [played(2, 40, 50), played(0, 0, 10), played(1, 20, 30)];
    const first = await report(viewer, session, segments);
    await Promise.all([report(viewer, session, segments.toReversed()), report(viewer, session, segments)]);
    const again = await report(viewer, session, [played(0, 50, 99)]);
    expect(again.body).toEqual(first.body);
    const { items } = (await staff('GET', '/api/statistics/lectures')).body;
    const numbers = items.find((item: { lectureId: string }) => item.lectureId === id);
    expect(numbers).toMatchObject({ views: 1, viewers: 1, watchSeconds: 30, averageShare: 0.3 });
  });

  test('retention counts viewers once and plays every time; staff are left out', async () => {
    const id = await watchableLecture(platform.context, staff, { duration: 5 });
    const viewers = [await platform.as(null), await platform.as('resident'), staff];
    for (const viewer of viewers) {
      const session = await open(viewer, id);
      wait(60);
      await report(viewer, session, [played(0, 0, 3), played(1, 1, 2)]);
    }
    const retention = (await staff('GET', `/api/statistics/lectures/${id}/retention`)).body;
    expect(retention).toMatchObject({ viewers: [2, 2, 2, 0, 0], plays: [2, 4, 2, 0, 0] });
  });

  test('a lecture is completed once, at the share of its course', async () => {
    const { body: course } = await staff('POST', '/api/courses', {
      title: '절반이면 이수',
      rule: { share: 0.5, elapsedShare: 0 },
    });
    const id = await watchableLecture(platform.context, staff, { courseId: course.id });
    const viewer = await platform.as('resident');
    const session = await open(viewer, id);
    wait(100);
    expect((await report(viewer, session, [played(0, 0, 49)])).body.completed).toBe(false);
    expect((await report(viewer, session, [played(1, 49, 50)])).body.completed).toBe(true);
    expect((await report(viewer, session, [played(2, 50, 60)])).body.completed).toBe(true);
    const { items } = (await staff('GET', '/api/statistics/lectures')).body;
    expect(items.find((item: { lectureId: string }) => item.lectureId === id).completions).toBe(1);
  });

  test('many small pieces are no more than they are', async () => {
    const id = await watchableLecture(platform.context, staff);
    const viewer = await platform.as(null);
    const session = await open(viewer, id);
    wait(60);
    const pieces = Array.from({ length: 100 }, (_, s) => played(s, s + 0.499, s + 0.501));
    const { share, completed } = (await report(viewer, session, pieces)).body;
    expect(share).toBeCloseTo(0.002, 5);
    expect(completed).toBe(false);
  });

  test('while a new recording has no length yet, a report is to be sent again', async () => {
    const id = await watchableLecture(platform.context, staff);
    const viewer = await platform.as(null);
    const session = await open(viewer, id);
    await platform.context.db
      .update(recordings)
      .set({ replacedAt: new Date() })
      .where(eq(recordings.lectureId, id));
    expect((await report(viewer, session, [played(0, 0, 3)])).status).toBe(503);
  });

  test('what cannot be is refused, and another viewer’s session is not there', async () => {
    const id = await watchableLecture(platform.context, staff);
    const viewer = await platform.as(null);
    const session = await open(viewer, id);
    expect((await report(viewer, session, [played(0, 9, 3)])).status).toBe(400);
    const nan = `{"segments":[{"seq":0,"from":NaN,"to":1,"rate":1,"elapsedMs":1}],"position":0}`;
    const reply = await viewer('POST', `/api/playback-sessions/${session}/played`, nan, {
      'content-type': 'application/json',
    });
    expect(reply.status).toBe(400);
    expect((await report(await platform.as('resident'), session, [played(0, 0, 3)])).status).toBe(404);
  });
});

import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { PlayedSegment } from '../../server/contract/progress.ts';
import { recordings } from '../../server/database/schema/schema.ts';
import { credit, MAX_RATE, SLACK_SECONDS, type Used } from '../../server/progress/credit.ts';
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
    ...{ duration: 36_000, sessionStartedAt: startedAt, now: later(seconds) },
    used: { played: [], elapsed: [] } as Used,
  });
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

  test('gives what was played in real time, also at double speed', () => {
    const { segments } = credit([played(1, 0, 60), played(2, 500, 560)], bounds(60));
    expect(segments.map(({ from, to, clipped }) => [from, to, clipped])).toEqual([
      [0, 60, false],
      [500, 560, false],
    ]);
  });

  test('gives the slack once, not with every report', () => {
    let { used } = bounds(60);
    const given = Array.from({ length: 100 }, (_, seq) => {
      const credited = credit([played(seq, 0, 1000)], { ...bounds(60), used });
      ({ used } = credited);
      return credited.segments;
    }).flat();
    expect(sum(given.map(({ from, to }) => to - from))).toBe((60 + SLACK_SECONDS) * MAX_RATE);
    expect(sum(given.map(({ elapsedMs }) => elapsedMs))).toBe((60 + SLACK_SECONDS) * 1000);
  });

  test('gives nothing for the time before the session', () => {
    const { segments } = credit([played(1, 0, 7200)], bounds(0));
    expect(segments).toMatchObject([{ to: SLACK_SECONDS * MAX_RATE }]);
  });

  test('gives no real time in which nothing can have played', () => {
    const { segments } = credit([{ ...played(1, 0, 4), elapsedMs: 3_600_000 }], bounds(7200));
    expect(segments).toMatchObject([{ to: 4, elapsedMs: 8000, clipped: false }]);
  });

  test('ends at the end of the lecture', () => {
    const { segments } = credit([played(1, 90, 130), played(2, 200, 210)], { ...bounds(100), duration: 100 });
    expect(segments).toMatchObject([
      { from: 90, to: 100, clipped: true },
      { from: 100, to: 100, clipped: true },
    ]);
  });

  test('two tabs at once are both seen, in one and the same real time; of ten it is as much', () => {
    const inTabs = (tabs: number) => {
      let { used } = bounds(600);
      const given = Array.from({ length: tabs }, (_, nth) => {
        const credited = credit([played(nth, nth * 600, (nth + 1) * 600)], { ...bounds(600), used });
        ({ used } = credited);
        return credited.segments;
      }).flat();
      return {
        played: sum(given.map(({ from, to }) => to - from)),
        elapsed: sum(given.map(({ elapsedMs }) => elapsedMs / 1000)),
      };
    };
    expect(inTabs(2)).toEqual({ played: 1200, elapsed: 600 + SLACK_SECONDS });
    expect(inTabs(10)).toEqual({ played: (600 + SLACK_SECONDS) * MAX_RATE, elapsed: 600 + SLACK_SECONDS });
  });

  test('never cuts somebody who watched one thing at a time, in whatever order it arrives', () => {
    const sitting = fc.record({
      away: fc.nat(7200),
      idle: fc.nat(600),
      parts: fc.array(
        fc.record({ seconds: fc.integer({ min: 1, max: 900_000 }), rate: fc.constantFrom(0.5, 1, 1.75, 2) }),
        { maxLength: 6 },
      ),
      order: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(sitting, { maxLength: 12 }), (sittings) => {
        let clock = startedAt.getTime();
        const reports = sittings.map(({ away, idle, parts, order }) => {
          clock += away * 1000;
          const sessionStartedAt = new Date(clock);
          clock += idle * 1000;
          const segments = parts.map(({ seconds: elapsedMs, rate }, seq) => {
            clock += elapsedMs;
            return { seq, from: 10, to: 10 + (elapsedMs / 1000) * rate, rate, elapsedMs };
          });
          return { sessionStartedAt, segments, order };
        });
        let { used } = bounds(0);
        for (const { sessionStartedAt, segments } of reports.toSorted((a, b) => a.order - b.order)) {
          const given = credit(segments, { ...bounds(0), sessionStartedAt, used, now: new Date(clock) });
          ({ used } = given);
          expect(given.segments.map(({ clipped, elapsedMs }) => [clipped, elapsedMs])).toEqual(
            segments.map(({ elapsedMs }) => [false, elapsedMs]),
          );
        }
      }),
    );
  });

  test('remembers no more parts of used time than a row can carry', () => {
    let { used } = bounds(0);
    for (let hour = 0; hour < 200; hour += 1) {
      const sitting = { ...bounds(0), sessionStartedAt: later(hour * 3600), now: later(hour * 3600 + 60) };
      ({ used } = credit([played(0, 0, 60)], { ...sitting, used }));
    }
    expect([used.played.length, used.elapsed.length]).toEqual([50, 50]);
    const late = { ...bounds(0), sessionStartedAt: later(0), now: later(200 * 3600), used };
    expect(credit([played(0, 0, 600)], late).segments).toMatchObject([{ to: 600, clipped: false }]);
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

  test('another viewer’s session is not there', async () => {
    const id = await watchableLecture(platform.context, staff);
    const session = await open(await platform.as(null), id);
    expect((await report(await platform.as('resident'), session, [played(0, 0, 3)])).status).toBe(404);
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { NewPlaybackSession, PlayedReport, Watched } from '../../server/contract/progress.ts';
import { ApiFailure } from '../../web/api.ts';
import { backoff } from '../../web/player/reporter/backoff.ts';
import { memoryQueue, type Queue } from '../../web/player/reporter/queue.ts';
import { createReporter } from '../../web/player/reporter/reporter.ts';
import { mayRetry, type Transport } from '../../web/player/reporter/transport.ts';

const failure = (status: number, code: ApiFailure['code'] = 'not_found') =>
  new ApiFailure(status, { code, message: { ko: '점검 중', en: 'Down' } });
const WATCHED: Watched = { watched: [{ from: 0, to: 2 }], share: 0.02, completed: false, missing: [] };

/** A server that keeps what it was sent; `failing` answers come before it works. */
function server(failing: number[] = []) {
  const reports: { session: string; report: PlayedReport }[] = [];
  const beacons: PlayedReport[] = [];
  const begun: NewPlaybackSession[] = [];
  let sessions = 0;
  const transport: Transport = {
    begin: async (what) => {
      const status = failing.shift();
      if (status !== undefined) throw failure(status);
      begun.push(what);
      sessions += 1;
      return `session-${sessions}`;
    },
    report: async (session, report) => {
      const status = failing.shift();
      if (status !== undefined) throw failure(status);
      reports.push({ session, report: structuredClone(report) });
      return WATCHED;
    },
    beacon: (_, report) => beacons.push(structuredClone(report)),
  };
  return { transport, reports, beacons, begun, sessions: () => sessions };
}

function setUp(failing: number[] = [], more: Partial<NewPlaybackSession> = {}) {
  const back = server(failing);
  const durable = memoryQueue();
  const watched: Watched[] = [];
  const reporter = createReporter({
    key: 'a',
    what: { lectureId: 'lecture', recordingId: 'recording', ...more },
    durable: Promise.resolve(durable),
    transport: back.transport,
    onWatched: (now) => watched.push(now),
  });
  return { ...back, durable, watched, reporter };
}

/** Plays `[from, to)` at normal speed, beginning at a time of the clock. */
function play(reporter: ReturnType<typeof setUp>['reporter'], from: number, to: number) {
  reporter.happen('playing', { at: from * 1000, time: from, rate: 1 });
  reporter.happen('stop', { at: to * 1000, time: to, rate: 1 });
}

const settled = () => vi.advanceTimersByTimeAsync(0);

describe('the reporter', () => {
  vi.useFakeTimers();

  it('gives up in a browser that keeps no cookies, to which every session is somebody else’s', async () => {
    const { reporter, transport, sessions } = setUp();
    transport.report = async () => {
      throw failure(404);
    };
    play(reporter, 0, 2);
    reporter.flush();
    await settled();
    for (let at = 2; at < 60; at += 2) {
      play(reporter, at, at + 2);
      reporter.flush();
      await settled();
    }
    expect(sessions()).toBe(2);
  });

  it('asks for no session before the first play, and for one only', async () => {
    const { reporter, sessions, reports, watched } = setUp();
    reporter.flush();
    await settled();
    expect(sessions()).toBe(0);
    play(reporter, 0, 2);
    reporter.flush();
    await settled();
    play(reporter, 2, 5);
    reporter.flush();
    await settled();
    expect(sessions()).toBe(1);
    expect(
      reports.flatMap(({ report }) => report.segments.map(({ seq, from, to }) => [seq, from, to])),
    ).toEqual([
      [0, 0, 2],
      [1, 2, 5],
    ]);
    expect(reports.at(-1)?.report.position).toBe(5);
    expect(watched.at(-1)).toEqual(WATCHED);
  });

  it('of a kept copy, what was played without a network comes after an earlier session', async () => {
    const what = { lectureId: 'lecture', recordingId: 'recording' };
    const alone = setUp([0, 0], { after: 'earlier' });
    play(alone.reporter, 0, 2);
    await settled();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(alone.begun).toEqual([{ ...what, after: 'earlier' }]);
    expect(alone.reports).toHaveLength(1);

    const connected = setUp([], { after: 'earlier' });
    play(connected.reporter, 0, 2);
    await settled();
    expect(connected.begun).toEqual([what]);
  });

  it('keeps what was not acknowledged, and tries again later', async () => {
    const { reporter, reports, durable } = setUp([0, 503, 429]);
    play(reporter, 0, 2);
    reporter.flush();
    await settled();
    expect(reports).toEqual([]);
    expect(await durable.segments('a')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(reports).toHaveLength(1);
    expect(await durable.segments('a')).toEqual([]);
  });

  it('begins a new session, of the same recording, when the server has forgotten the old one', async () => {
    const { reporter, reports, transport, sessions, begun } = setUp();
    play(reporter, 0, 2);
    reporter.flush();
    await settled();
    const { report } = transport;
    transport.report = (session, body) =>
      session === 'session-1' ? Promise.reject(failure(404)) : report(session, body);
    play(reporter, 2, 4);
    reporter.flush();
    await settled();
    expect(sessions()).toBe(2);
    const what = { lectureId: 'lecture', recordingId: 'recording' };
    expect(begun).toEqual([what, what]);
    expect(reports.at(-1)).toMatchObject({
      session: 'session-2',
      report: { segments: [{ seq: 1, from: 2, to: 4 }] },
    });
  });

  it('drops what the server refuses for good', async () => {
    const { reporter, reports, durable } = setUp([404]);
    play(reporter, 0, 2);
    reporter.flush();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(reports).toEqual([]);
    expect(await durable.segments('a')).toEqual([]);
  });

  it('waits for no database: one that never opens costs a reload, not the reports', async () => {
    const { transport, reports } = server();
    const durable = new Promise<Queue>(() => undefined);
    const reporter = createReporter({
      key: 'a',
      what: { lectureId: 'lecture' },
      durable,
      transport,
      onWatched() {},
    });
    play(reporter, 0, 2);
    reporter.flush();
    await settled();
    expect(reports).toHaveLength(1);
  });

  it('is closed when its last report is answered, and tries no more', async () => {
    const { reporter, transport, reports, durable } = setUp();
    const begun = Promise.withResolvers<string>();
    transport.begin = () => begun.promise;
    play(reporter, 0, 2);
    let closed = false;
    void reporter.close().then(() => {
      closed = true;
    });
    await settled();
    expect(closed).toBe(false);
    begun.resolve('session');
    await settled();
    expect([closed, reports.length]).toEqual([true, 1]);

    play(reporter, 2, 4);
    transport.report = () => Promise.reject(failure(503));
    await reporter.close();
    transport.report = () => Promise.reject(new Error('tried again'));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await durable.segments('a')).toMatchObject([{ from: 2, to: 4 }]);
  });

  it('sends everything left by beacon, and keeps it: nobody hears whether it arrived', async () => {
    const { reporter, beacons, durable } = setUp();
    reporter.happen('playing', { at: 0, time: 0, rate: 1 });
    await settled();
    reporter.happen('cut', { at: 3000, time: 3, rate: 1 });
    reporter.beacon();
    await settled();
    expect(beacons).toMatchObject([{ segments: [{ seq: 0, from: 0, to: 3 }], position: 3 }]);
    expect(await durable.segments('a')).toHaveLength(1);
  });

  it('never sends more than the contract allows at once', async () => {
    const { reporter, reports } = setUp();
    for (let second = 0; second < 1200; second += 1) play(reporter, second, second + 1);
    reporter.flush();
    await settled();
    expect(reports.every(({ report }) => report.segments.length <= 500)).toBe(true);
    expect(new Set(reports.flatMap(({ report }) => report.segments.map((segment) => segment.seq))).size).toBe(
      1200,
    );
  });
});

describe('another try', () => {
  it.each([
    [0, true],
    [408, true],
    [429, true],
    [500, true],
    [503, true],
    [400, false],
    [404, false],
    [403, false],
  ])('after status %i: %s', (status, expected) => expect(mayRetry(failure(status))).toBe(expected));

  it('comes when something else than the platform answered, or nothing that can be understood', () => {
    expect([200, 403, 404].map((status) => mayRetry(failure(status, 'unavailable')))).toEqual([
      true,
      true,
      true,
    ]);
    expect(mayRetry(new TypeError('cut off'))).toBe(true);
  });

  it('comes after 1, 2, 4 … 60 s and up to a quarter more', () => {
    expect([1, 2, 3, 7, 20].map((failures) => backoff(failures, 0))).toEqual([
      1000, 2000, 4000, 60_000, 60_000,
    ]);
    expect(backoff(1, 1)).toBe(1250);
  });
});

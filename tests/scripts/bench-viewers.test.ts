import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { getRequest, openConnection } from '../../scripts/bench/viewers/connection.ts';
import { nothingSeen, stalledFor, watch } from '../../scripts/bench/viewers/viewer.ts';
import {
  drift,
  type Measured,
  viewersFigures,
  viewersText,
} from '../../scripts/bench/viewers/viewers-figures.ts';
import { goalsKept } from '../support/goals.ts';

async function serve(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

test('a connection tells what it was answered, when all of it came', async () => {
  const port = await serve(({ url }, reply) => {
    const length = Number(url?.slice(1));
    reply.writeHead(length > 0 ? 200 : 404, { 'content-length': length });
    reply.write(Buffer.alloc(Math.floor(length / 2)));
    reply.end(Buffer.alloc(Math.ceil(length / 2)));
  });
  const { ask, close } = openConnection(port);
  onTestFinished(close);
  for (const [path, status] of [
    ['/3000000', 200],
    ['/0', 404],
    ['/7', 200],
  ] as const) {
    expect(await ask(getRequest(path, port))).toMatchObject({ status });
  }
});

test('a connection that breaks is told, then and afterwards', async () => {
  const port = await serve((request) => void request.socket.destroy());
  const { ask } = openConnection(port);
  await expect(ask(getRequest('/', port))).rejects.toThrow();
  await expect(ask(getRequest('/', port))).rejects.toThrow();
});

test('a player asks for playlists, then for segments until it has 30 seconds ahead', async () => {
  const asked: string[] = [];
  const port = await serve(({ url = '' }, reply) => {
    asked.push(url);
    reply.writeHead(url === '/s1' ? 500 : 200, { 'content-length': 3 }).end('abc');
  });
  const parts = {
    playlists: ['/m', '/p'],
    segments: [
      ['/p0', '/s0'],
      ['/p1', '/s1'],
    ],
  } as const;
  const seen = nothingSeen();
  const stopping = new AbortController();
  const seat = { id: 'x', token: 'x', seq: 0 };
  const place = { seat, first: 1, until: performance.now() + 60_000 };
  const watching = watch(port, parts, place, seen, stopping.signal);
  await expect.poll(() => seen.segments.length).toBeGreaterThanOrEqual(8);
  stopping.abort();
  await expect(watching).rejects.toThrow();
  expect(asked.slice(0, 6)).toEqual(['/m', '/p', '/s1', '/p1', '/s0', '/p0']);
  // on a machine that was busy for seconds it has gone on
  expect(asked.length).toBeGreaterThanOrEqual(2 + 2 * 8);
  expect(seen.errors).toBeGreaterThanOrEqual(4);
  expect(seen.stalls).toBe(0);
});

test.each([
  [12, 5, 0],
  [4, 4, 0],
  [4, 5.5, 1.5],
])('with %s s there, at %s s it stood still for %s s', (buffered, position, stalled) => {
  expect(stalledFor({ buffered, position })).toBe(stalled);
});

test('memory is compared at the beginning and at the end', () => {
  expect(drift([100, 300, 300, 300, 120])).toBeCloseTo(0.2);
  expect(drift([100, 90, 500, 1, 1, 1, 1, 1, 40, 55])).toBeCloseTo(-0.5);
  expect(drift([100, 100])).toBeNull();
});

const measured = (
  given: Partial<Measured> & { p99?: number; errors?: number; stalls?: number },
): Measured => ({
  ...{ viewers: 1000, minutes: 30, memory: [100, 110, 120, 110, 115], catalogue: [5, 19] },
  seen: {
    ...nothingSeen(),
    ...{ segments: [...Array(98).fill(1), given.p99 ?? 1, given.p99 ?? 1] },
    ...{ errors: given.errors ?? 0, stalls: given.stalls ?? 0 },
  },
  ...given,
});

test.each<[string, Measured, boolean[]]>([
  ['all well', measured({}), [true, true, true, true, true]],
  ['refused once', measured({ errors: 1 }), [false, true, true, true, true]],
  ['stood still once', measured({ stalls: 1 }), [true, false, true, true, true]],
  ['slow', measured({ p99: 501 }), [true, true, false, true, true]],
  ['a slow catalogue', measured({ catalogue: [5, 21] }), [true, true, true, false, true]],
  ['memory that grows', measured({ memory: [1, 1, 1, 1, 1.3] }), [true, true, true, true, false]],
  ['a short time says nothing of memory', measured({ minutes: 2 }), [true, true, true, true, false]],
  ['few viewers say nothing', measured({ viewers: 100 }), [false, false, false, true, false]],
])('the goals: %s', (_, run, met) => {
  expect(goalsKept(viewersFigures(run))).toEqual(met);
});

test('is told in tables', () => {
  const text = viewersText(measured({ p99: 42 }));
  expect(text).toMatch(/segment, p99 +42\.0 ms/);
  expect(text).toMatch(/catalogue, p99 +19\.0 ms +≤ 20 +met/);
});

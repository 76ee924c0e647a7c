import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { deliveryFigures, deliveryText, type Given } from '../../scripts/bench/delivery/delivery-figures.ts';
import { ask } from '../../scripts/bench/delivery/load.ts';
import { goalsKept } from '../support/goals.ts';

const given = (wallSeconds: number): Given => ({
  ...{ wallSeconds, cpuSeconds: wallSeconds / 2, peakBytes: 1, answers: 1000, bytes: 1e9 },
});
const measured = (scale: number, segmentSeconds: number, playlistSeconds: number) => ({
  scale,
  segments: { files: given(7), api: given(segmentSeconds), proxy: given(7) },
  playlists: { files: given(5), api: given(playlistSeconds), proxy: given(5) },
});

describe('the goals of the delivery', () => {
  test.each([
    ['fast', 1, 10, 10, [true, true]],
    ['slow with segments', 1, 10.1, 10, [false, true]],
    ['slow with playlists', 1, 10, 10.1, [true, false]],
    ['of a trial say nothing', 0.5, 7, 5, [false, false]],
  ])('%s', (_, scale, segments, playlists, met) => {
    expect(goalsKept(deliveryFigures(measured(scale, segments, playlists)))).toEqual(met);
  });

  test('are said in a table with what was measured', () => {
    const text = deliveryText(measured(1, 10, 20));
    expect(text).toMatch(/segments, MB\/s +143 +100 +143/);
    expect(text).toMatch(/CPU of it, ms each +2\.50 +10\.0 +2\.50/);
    expect(text).toMatch(/playlists, API ÷ nginx +0\.25 +≥ 0\.5 +NOT MET/);
  });
});

describe('what asks', () => {
  /** A server whose answers are as long as their path says, in pieces. */
  async function server() {
    const asked: string[] = [];
    const http = createServer((request, reply) => {
      const { url = '' } = request;
      asked.push(url);
      const length = Number(url.slice(1));
      if (Number.isNaN(length)) return void reply.writeHead(404).end();
      reply.writeHead(200, { 'content-length': length });
      reply.write(Buffer.alloc(Math.floor(length / 2)));
      reply.end(Buffer.alloc(Math.ceil(length / 2)));
    });
    await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void http.close());
    return { asked, port: (http.address() as AddressInfo).port };
  }
  const { signal } = new AbortController();

  test('asks so often as it should, and counts every byte', async () => {
    const { asked, port } = await server();
    const load = { paths: ['/1000000', '/7', '/70000'], answers: 31, connections: 4 };
    expect((await ask(port, load, signal)).bytes).toBe(11 * 1_000_000 + 10 * 7 + 10 * 70_000);
    expect(asked).toHaveLength(31);
  });

  test('fails when it is refused', async () => {
    const { port } = await server();
    const load = { paths: ['/7', '/x'], answers: 10, connections: 2 };
    await expect(ask(port, load, signal)).rejects.toThrow('404');
  });
});

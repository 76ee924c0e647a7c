/** What very many ask for at once: read once for all of them, and still never told less than what is so. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { recordings, segmentRuns } from '../../server/database/schema/schema.ts';
import { together } from '../../server/database/together.ts';
import { encodingOf } from '../../server/http/encoding.ts';
import { keepUpTo } from '../../server/kept.ts';
import { testApp } from '../support/app.ts';
import { mediaLecture } from '../support/lectures.ts';

describe('a look-up that many share', () => {
  /** One that answers when it is told to. */
  function held() {
    const questions: { keys: string[]; answer: (found: string[]) => void; fail: (error: Error) => void }[] =
      [];
    const find = together(String, (keys: string[]) => {
      const { promise, resolve, reject } = Promise.withResolvers<string[]>();
      questions.push({ keys, answer: resolve, fail: reject });
      return promise;
    });
    return { questions, find };
  }

  test('asks at once, then one question for all that came meanwhile, and for each key once', async () => {
    const { questions, find } = held();
    const found = ['a', 'b', 'c', 'd', 'c'].map(find);
    expect(questions.map(({ keys }) => keys)).toEqual([['a'], ['b']]);
    questions[0]?.answer(['A']);
    expect(await found[0]).toBe('A');
    await expect.poll(() => questions[2]?.keys).toEqual(['c', 'd']);
    questions[2]?.answer(['C', 'D']);
    expect(await Promise.all(found.slice(2))).toEqual(['C', 'D', 'C']);
  });

  test('who comes while the same is under way is not told what was read before', async () => {
    const { questions, find } = held();
    const [first, other] = [find('a'), find('b')];
    const later = find('a');
    questions[0]?.answer(['before']);
    questions[1]?.answer(['other']);
    expect(await Promise.all([first, other])).toEqual(['before', 'other']);
    await expect.poll(() => questions).toHaveLength(3);
    questions[2]?.answer(['after']);
    expect(await later).toBe('after');
  });

  test('a question that fails is told to those who shared it, and the next one is asked', async () => {
    const { questions, find } = held();
    const failing = find('a');
    questions[0]?.fail(new Error('away'));
    await expect(failing).rejects.toThrow('away');
    const next = find('a');
    questions[1]?.answer(['A']);
    expect(await next).toBe('A');
  });

  test('a question that nobody answers holds up nobody for ever', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { questions, find } = held();
    const asked = ['a', 'b', 'c'].map(find);
    const refused = Promise.all(
      asked.slice(0, 2).map((one) => expect(one).rejects.toMatchObject({ code: 'unavailable' })),
    );
    await vi.advanceTimersByTimeAsync(20_000);
    await refused;
    questions[2]?.answer(['C']);
    expect(await asked[2]).toBe('C');
  });

  test('what fails for one alone is told to that one', async () => {
    const find = together(String, async (keys: string[]) => keys.map(async (key) => only('good', key)));
    const one = find('good');
    await expect(Promise.all([find('bad')])).rejects.toThrow('bad');
    expect(await one).toBe('good');
  });

  const only = (wanted: string, key: string) => {
    if (key !== wanted) throw new Error(key);
    return key;
  };
});

test('as much is kept as fits: what was not asked for longest goes', () => {
  const kept = keepUpTo<string>(10);
  for (const key of ['a', 'b', 'c']) kept.put(key, key.toUpperCase(), 3);
  expect(kept.get('a')).toBe('A');
  kept.put('d', 'D', 4);
  expect(['a', 'b', 'c', 'd'].map(kept.get)).toEqual(['A', undefined, 'C', 'D']);
  kept.put('large', 'L', 11);
  expect(['large', 'd'].map(kept.get)).toEqual([undefined, 'D']);
  kept.put('d', 'E', 10);
  expect(['a', 'c', 'd'].map(kept.get)).toEqual([undefined, undefined, 'E']);
});

test.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP,deflate', 'gzip'],
  ['br;q=0, gzip', null],
  ['brotli', null],
])('Accept-Encoding %s is answered with %s', (header, encoding) => {
  expect(encodingOf(header)).toBe(encoding);
});

describe('a playlist', async () => {
  const platform = await testApp();
  afterAll(platform.close);
  const { context } = platform;
  const staff = await platform.as('staff');
  const resident = await platform.as(null);

  test('is written once when the recording is all made, and gone at once when it is withdrawn', async () => {
    const { id, media } = await mediaLecture(context, staff);
    const get = () => resident('GET', `${media}360p.m3u8`);
    const first = await get();
    await context.db.delete(segmentRuns);
    expect(await get()).toMatchObject({ status: 200, text: first.text });
    await staff('PATCH', `/api/lectures/${id}`, { visibility: 'signed_in' });
    expect((await get()).status).toBe(401);
    await staff('PATCH', `/api/lectures/${id}`, { visibility: 'public' });
    expect((await get()).status).toBe(200);
    await staff('DELETE', `/api/lectures/${id}`);
    expect((await get()).status).toBe(404);
  });

  test('is written anew while the recording grows, and when it was made again', async () => {
    const { media, recordingId } = await mediaLecture(context, staff);
    const is = (state: 'ready' | 'transcoding', readyAt: Date | null) =>
      context.db.update(recordings).set({ state, readyAt }).where(eq(recordings.id, recordingId));
    const land = (run: number) =>
      context.db.insert(segmentRuns).values(
        ['360p', 'audio'].map((rendition) => ({
          ...{ recordingId, run, rendition, durations: [4], bytes: [10] },
          keys: [`recordings/${recordingId}/a/${run}.m4s`],
        })),
      );
    const text = async () => (await resident('GET', `${media}360p.m3u8`)).text;
    await text();
    await is('transcoding', null);
    await land(1);
    expect(await text()).toContain('a/1.m4s');
    await land(2);
    expect(await text()).toContain('a/2.m4s');
    await is('ready', new Date('2026-11-25T00:00:00Z'));
    expect(await text()).toMatch(/a\/2\.m4s\n#EXT-X-ENDLIST/);
  });

  test('that nobody has is looked for again', async () => {
    const { media } = await mediaLecture(context, staff);
    for (const _ of [1, 2]) expect((await resident('GET', `${media}1080p.m3u8`)).status).toBe(404);
  });

  test('is compressed as it is asked for', async () => {
    const { media } = await mediaLecture(context, staff);
    const get = (encoding: string) =>
      resident('GET', `${media}360p.m3u8`, undefined, { 'accept-encoding': encoding });
    const { text, headers } = await get('identity');
    expect(headers['content-encoding']).toBeUndefined();
    const [br, gzip] = [await get('gzip, br'), await get('gzip')];
    expect([br, gzip].map((one) => [one.headers['content-encoding'], one.headers.vary])).toEqual([
      ['br', 'accept-encoding'],
      ['gzip', 'accept-encoding'],
    ]);
    expect(brotliDecompressSync(br.raw).toString()).toBe(text);
    expect(gunzipSync(gzip.raw).toString()).toBe(text);
  });
});

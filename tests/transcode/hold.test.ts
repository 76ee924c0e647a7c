/** Work that is held, and patience with a database that is away. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { isUnavailable } from '../../server/database/unavailable.ts';
import { withHold } from '../../transcode/hold.ts';
import { patiently } from '../../transcode/patience.ts';

const never = new AbortController().signal;
/** Work that lasts until it is aborted. */
const endless = (signal: AbortSignal) => pause(60_000, undefined, { signal });
const away = Object.assign(new Error('gone'), { code: 'ECONNRESET' });

describe('hold', () => {
  test('progress is reported now and then, and the result given back', async () => {
    const said: number[] = [];
    const report = async (progress: number) => said.push(progress) > 0;
    const work = async (_signal: AbortSignal, say: (progress: number) => void) => {
      for (const step of [1, 2, 3]) {
        say(step);
        await vi.waitUntil(() => said.includes(step), { timeout: 5000, interval: 5 });
      }
      return 'done';
    };
    expect(await withHold(never, report, work, 20)).toBe('done');
    expect(said.filter((progress, nth) => progress !== said[nth - 1])).toEqual([1, 2, 3]);
  });

  test('lost: the work is aborted', async () => {
    await expect(withHold(never, async () => false, endless, 10)).rejects.toThrow(/aborted/);
  });

  test('a database that is away stops nothing; one that says no does', async () => {
    let asked = 0;
    const report = async () => {
      asked++;
      throw asked < 4 ? away : new Error('no such column');
    };
    await expect(withHold(never, report, endless, 10)).rejects.toThrow(/aborted/);
    expect(asked).toBe(4);
  });
});

describe('patience', () => {
  test.each([
    [away, true],
    [new Error('query failed', { cause: away }), true],
    [Object.assign(new Error('x'), { code: '57P01' }), true],
    [Object.assign(new Error('x'), { code: 'EHOSTUNREACH' }), true],
    [Object.assign(new Error('x'), { code: 'ENETUNREACH' }), true],
    [Object.assign(new Error('x'), { code: '23505' }), false],
    [new Error('x'), false],
    ['x', false],
  ])('%s', (error, transient) => {
    expect(isUnavailable(error)).toBe(transient);
  });

  test('tries again while the database is away, and not when it said no', async () => {
    let tries = 0;
    const work = async () => {
      if (++tries < 3) throw away;
      return tries;
    };
    expect(await patiently(never, work)).toBe(3);
    await expect(patiently(never, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(patiently(never, () => Promise.reject(away), { patienceMs: 100 })).rejects.toBe(away);
    await expect(patiently(AbortSignal.abort(), () => Promise.reject(away))).rejects.toBe(away);
  });
});

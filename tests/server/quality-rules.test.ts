/** Pure rules of quality of experience: classes of user agents, counting, quantiles. */
import { describe, expect, test } from 'vitest';
import { QUALITY_COUNTS } from '../../server/database/schema/quality-columns.ts';
import { classesOf } from '../../server/http/device.ts';
import { bounded, changeOf, countsOf, UNSAID } from '../../server/quality/counts.ts';
import { quantileOf } from '../../server/statistics/quantile.ts';

const KHTML = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const WEBKIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';

describe('a user agent becomes coarse classes', () => {
  test.each([
    [
      'phone chrome android',
      `Mozilla/5.0 (Linux; Android 10; K) ${KHTML} Chrome/131.0.0.0 Mobile Safari/537.36`,
    ],
    ['tablet chrome android', `Mozilla/5.0 (Linux; Android 10; K) ${KHTML} Chrome/131.0.0.0 Safari/537.36`],
    [
      'phone samsung_internet android',
      `Mozilla/5.0 (Linux; Android 10; K) ${KHTML} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
    ],
    [
      'tablet samsung_internet android',
      `Mozilla/5.0 (X11; Linux x86_64) ${KHTML} SamsungBrowser/27.0 Chrome/125.0.0.0 Safari/537.36`,
    ],
    [
      'phone safari ios',
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${WEBKIT} Version/18.1 Mobile/15E148 Safari/604.1`,
    ],
    [
      'phone chrome ios',
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${WEBKIT} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1`,
    ],
    [
      'phone in_app ios',
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${WEBKIT} Mobile/15E148 KAKAOTALK 10.9.5`,
    ],
    [
      'phone in_app android',
      `Mozilla/5.0 (Linux; Android 14; SM-S921N Build/UP1A; wv) ${KHTML} Version/4.0 Chrome/130.0.6723.107 Mobile Safari/537.36 NAVER(inapp; search; 2000; 12.9.1)`,
    ],
    [
      'tablet safari ios',
      `Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) ${WEBKIT} Version/17.7 Mobile/15E148 Safari/604.1`,
    ],
    [
      'desktop safari macos',
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/18.1 Safari/605.1.15`,
    ],
    [
      'desktop chrome windows',
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/131.0.0.0 Safari/537.36`,
    ],
    [
      'desktop edge windows',
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.51`,
    ],
    [
      'desktop whale windows',
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/130.0.0.0 Whale/4.29.282.14 Safari/537.36`,
    ],
    ['desktop firefox linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'],
    ['tablet firefox android', 'Mozilla/5.0 (Android 14; Tablet; rv:132.0) Gecko/132.0 Firefox/132.0'],
    [
      'desktop other windows',
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/129.0.0.0 Safari/537.36 OPR/115.0.0.0`,
    ],
    [
      'desktop chrome other',
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${KHTML} Chrome/131.0.0.0 Safari/537.36`,
    ],
    [
      'other samsung_internet other',
      `Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) ${KHTML} SamsungBrowser/5.0 Chrome/94.0 TV Safari/537.36`,
    ],
    ['other chrome other', `Mozilla/5.0 (Web0S; Linux/SmartTV) ${KHTML} Chrome/94.0.4606.128 Safari/537.36`],
    ['other other other', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
    ['other other other', ''],
  ])('%s', (expected, userAgent) => {
    const { device, browser, system } = classesOf(userAgent);
    expect(`${device} ${browser} ${system}`).toBe(expected);
  });
});

const SAID = { ...UNSAID, sn: 0 };
const named = (counts: readonly number[]) =>
  Object.fromEntries(
    QUALITY_COUNTS.map((name, nth) => [name, counts[nth]]).filter(([, count]) => count !== 0),
  );

test('a session is counted once, and a later report moves it', () => {
  const first = { ...SAID, msd: 200 };
  expect(named(changeOf(UNSAID, first))).toEqual({ sessions: 1, startups_1: 1 });
  const later = {
    ...{ ...first, sn: 1, msd: 201, bsa: 2, bsda: 3000 },
    ...{ played: { ...SAID.played, 720: 5000 }, ec: { ...SAID.ec, network: 1 } },
  };
  expect(named(changeOf(first, later))).toEqual({
    ...{ startups_1: -1, startups_2: 1, stalled_sessions: 1, stalls: 2, stalled_ms: 3000 },
    ...{ played_720_ms: 5000, failed_sessions: 1, errors_network: 1 },
  });
  expect(named(changeOf(later, later))).toEqual({});
  expect(named(countsOf({ ...SAID, msd: 30_001 }))).toEqual({ sessions: 1, startups_14: 1 });
  expect(countsOf(SAID)).toHaveLength(QUALITY_COUNTS.length);
});

test('no more is taken than time has passed', () => {
  const claimed = { ...SAID, bsda: 3_600_000, played: { 1080: 100_000, 720: 60_000, 480: 5000, 360: 0 } };
  const { bsda, played } = bounded(claimed, 45_000);
  expect(bsda).toBe(75_000);
  expect(played).toEqual({ 1080: 100_000, 720: 50_000, 480: 0, 360: 0 });
});

test.each([
  ['half of the only stretch', [0, 4, 0], 0.5, 150],
  ['all of a stretch', [2, 2, 0], 0.5, 100],
  ['nine tenths', [5, 4, 1], 0.9, 200],
  ['what has no end is told from its beginning', [0, 0, 3], 0.9, 200],
  ['nothing', [0, 0, 0], 0.5, null],
])('a quantile is %s', (_, counts, share, ms) => {
  expect(quantileOf(counts, [100, 200], share)).toBe(ms);
});

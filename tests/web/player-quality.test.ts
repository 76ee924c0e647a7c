import { describe, expect, it } from 'vitest';
import type { QualityReport, Rung } from '../../server/contract/quality.ts';
import { advance, type QualityHappening, reportOf, UNPLAYED } from '../../web/player/quality/collector.ts';
import { rungOf } from '../../web/player/quality/rung.ts';
import { createQualitySender } from '../../web/player/quality/sender.ts';

/** What happened at ms of the clock, where the media time stood at s, and which rung was shown. */
type Step = readonly [happening: QualityHappening, at: number, time: number, rung?: Rung | null];

function reported(steps: readonly Step[], at = steps.at(-1)?.[1] ?? 0) {
  const quality = steps.reduce(
    (state, [happening, at, time, rung = 720]) => advance(state, happening, { at, time, rate: 1, rung }),
    UNPLAYED,
  );
  return reportOf(quality, at);
}

const started: Step[] = [
  ['play', 1000, 0, null],
  ['moving', 1800, 0],
  ['shown', 1850, 0.05],
];

describe('the quality of a session', () => {
  it('has a start-up from the wish to play to the first picture, once', () => {
    expect(reported([...started, ['pause', 2850, 1], ['play', 9000, 1], ['shown', 9900, 1]]).msd).toBe(850);
    expect(reported([['play', 0, 0, null]], 5000).msd).toBe(null);
  });

  it('begins anew when somebody takes the wish back before there was a picture', () => {
    expect(
      reported([
        ['play', 0, 0, null],
        ['pause', 4000, 0, null],
        ['play', 60_000, 0],
        ['shown', 60_300, 0],
      ]).msd,
    ).toBe(300);
  });

  it('begins with the wish although the player seeks to where it resumes', () => {
    expect(
      reported([
        ['play', 0, 0, null],
        ['seeking', 100, 300, null],
        ['waiting', 110, 300, null],
        ['shown', 900, 300],
      ]),
    ).toMatchObject({ msd: 900, bsa: 0 });
  });

  const stalls: [name: string, steps: Step[], bsa: number, bsda: number][] = [
    [
      'waiting between playing is one',
      [
        ['moving', 2800, 1],
        ['waiting', 3000, 1.2],
        ['moving', 5000, 1.2],
      ],
      1,
      2000,
    ],
    [
      'one that lasts counts as far as it has',
      [
        ['waiting', 3000, 1.2],
        ['hidden', 4500, 1.2],
      ],
      1,
      1500,
    ],
    [
      'what nobody would notice is none',
      [
        ['waiting', 3000, 1.2],
        ['moving', 3399, 1.2],
      ],
      0,
      0,
    ],
    ['waiting before the first picture is none', [], 0, 0],
    [
      'a seek is none',
      [
        ['seeking', 3000, 60],
        ['waiting', 3010, 60],
        ['moving', 7000, 60],
      ],
      0,
      0,
    ],
    [
      'a seek ends one',
      [
        ['waiting', 3000, 1.2],
        ['seeking', 4000, 60],
        ['waiting', 4010, 60],
        ['moving', 9000, 60],
      ],
      1,
      1000,
    ],
    [
      'a nudge of the player does not',
      [
        ['waiting', 3000, 1.2],
        ['seeking', 4000, 1.3],
        ['moving', 5000, 1.3],
      ],
      1,
      2000,
    ],
    [
      'a pause ends one, and waiting after it is none',
      [
        ['waiting', 3000, 1.2],
        ['pause', 3600, 1.2],
        ['play', 60_000, 1.2],
        ['waiting', 60_010, 1.2],
        ['moving', 62_000, 1.2],
      ],
      1,
      600,
    ],
    [
      'nobody sees one of a hidden page',
      [
        ['hidden', 2900, 1],
        ['waiting', 3000, 1.2],
        ['moving', 9000, 1.2],
      ],
      0,
      0,
    ],
    [
      'it counts from when the page is seen',
      [
        ['hidden', 2900, 1],
        ['waiting', 3000, 1.2],
        ['visible', 8000, 1.2],
        ['moving', 9000, 1.2],
      ],
      1,
      1000,
    ],
    [
      'giving up ends one',
      [
        ['waiting', 3000, 1.2],
        ['network', 5000, 1.2],
        ['moving', 90_000, 1.2],
      ],
      1,
      2000,
    ],
  ];
  it.each(stalls)('stalls: %s', (_, steps, bsa, bsda) => {
    expect(reported([...started, ...steps])).toMatchObject({ bsa, bsda });
  });

  it('says of a stall that goes on how long it has lasted, and counts it once', () => {
    const steps: Step[] = [...started, ['waiting', 3000, 1.2]];
    expect(reported(steps, 3300)).toMatchObject({ bsa: 0, bsda: 0 });
    expect(reported(steps, 8000)).toMatchObject({ bsa: 1, bsda: 5000 });
    expect(reported([...steps, ['moving', 10_000, 1.2]])).toMatchObject({ bsa: 1, bsda: 7000 });
  });

  it('counts what was played by the rung that was shown, hidden or not, and no jump', () => {
    const { played } = reported([
      ['play', 0, 0, null],
      ['moving', 500, 0, 360],
      ['moving', 1500, 1, 360],
      ['moving', 2500, 2, 720],
      ['hidden', 2600, 2.1, 720],
      ['moving', 3500, 3, 720],
      ['moving', 3600, 60, 720],
      ['seeking', 4000, 100, 720],
      ['moving', 4500, 100, 720],
      ['pause', 5500, 101, 720],
    ]);
    expect(played).toEqual({ 1080: 0, 720: 2000, 480: 0, 360: 2000 });
  });

  it('counts each time the player gave up, by why', () => {
    const { ec } = reported([...started, ['network', 3000, 1], ['network', 9000, 1], ['offline', 9500, 1]]);
    expect(ec).toEqual({ offline: 1, gone: 0, network: 2, media: 0, unsupported: 0 });
  });
});

it.each([
  [1920, 1080, 1080],
  [1920, 804, 1080],
  [854, 358, 480],
  [640, 360, 360],
  [202, 360, 360],
  [720, 1280, 720],
  [1600, 900, 1080],
  [3840, 2160, 1080],
  [0, 0, null],
])('a picture of %i × %i is of the class %s', (width, height, rung) => {
  expect(rungOf(width, height)).toBe(rung);
});

describe('the sender', () => {
  const numbers = (bsa: number) => ({ ...reported([]), bsa });

  function setUp() {
    const page = { session: 'one' as string | null };
    const reports: (QualityReport & { session: string })[] = [];
    let answer = Promise.withResolvers<void>();
    const sender = createQualitySender(
      {
        report(session, report) {
          reports.push({ session, ...report });
          answer = Promise.withResolvers();
          return answer.promise;
        },
        beacon: (session, report) => reports.push({ session, ...report }),
      },
      () => page.session,
    );
    const settle = async (taken: boolean) => {
      if (taken) answer.resolve();
      else answer.reject(new Error('503'));
      await expect.poll(() => reports.length).toBeGreaterThan(0);
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { page, reports, sender, settle };
  }

  it('sends nothing without a session, nor the same twice', async () => {
    const { page, reports, sender, settle } = setUp();
    page.session = null;
    sender.send(numbers(1));
    expect(reports).toEqual([]);
    page.session = 'one';
    sender.send(numbers(1));
    await settle(true);
    sender.send(numbers(1));
    sender.beacon(numbers(1));
    expect(reports).toMatchObject([{ session: 'one', sn: 0, bsa: 1 }]);
  });

  it('drops what cannot be sent: the next report says it too', async () => {
    const { reports, sender, settle } = setUp();
    sender.send(numbers(1));
    sender.send(numbers(2));
    await settle(false);
    expect(reports).toHaveLength(1);
    sender.send(numbers(2));
    await settle(true);
    sender.beacon(numbers(3));
    expect(reports).toMatchObject([
      { sn: 0, bsa: 1 },
      { sn: 1, bsa: 2 },
      { sn: 2, bsa: 3 },
    ]);
  });

  it('tells nothing to a session that was begun later', async () => {
    const { page, reports, sender, settle } = setUp();
    sender.send(numbers(1));
    await settle(true);
    page.session = 'two';
    sender.send(numbers(2));
    sender.beacon(numbers(2));
    expect(reports).toHaveLength(1);
  });
});

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCaptionStyle } from '../../web/player/caption-style.ts';
import { captionLanguage } from '../../web/player/captions.ts';
import { conditionOf, type Facts } from '../../web/player/condition.ts';
import { withoutUnused } from '../../web/player/hls-build.ts';
import { commandOf, type Focused, type Press } from '../../web/player/keys.ts';
import { offered, savingCap } from '../../web/player/levels.ts';
import { parsePreferences } from '../../web/player/preferences.ts';
import { audioBytes, sourceOf } from '../../web/player/source.ts';
import { SPEEDS, stepSpeed } from '../../web/player/speeds.ts';
import { startOf } from '../../web/player/start.ts';

describe('where a lecture begins', () => {
  it.each([
    ['at the time of the address', '33', 50, 600, 33, false],
    ['at zero when asked', '0', 50, 600, 0, false],
    ['where the viewer stopped', undefined, 50, 600, 50, true],
    ['at the beginning when barely begun', undefined, 4, 600, 0, false],
    ['at the beginning when it was as good as over', undefined, 595, 600, 0, false],
    ['where the viewer stopped when the address makes no sense', 'x', 50, 600, 50, true],
    ['where the viewer stopped when the address is past the end', '900', 50, 600, 50, true],
    ['at the address while the duration is unknown', '900', 0, 0, 900, false],
  ])('%s', (_, asked, position, duration, at, resumed) => {
    expect(startOf(asked, position, duration)).toEqual({ at, resumed });
  });
});

describe('keys', () => {
  const press = (code: string, more: Partial<Press> = {}, focused: Focused = 'other') =>
    commandOf({ code, key: '', shift: false, modified: false, ...more }, focused);

  it.each([
    ['Space', { do: 'toggle' }],
    ['KeyK', { do: 'toggle' }],
    ['ArrowLeft', { do: 'skip', by: -5 }],
    ['ArrowRight', { do: 'skip', by: 5 }],
    ['KeyJ', { do: 'skip', by: -10 }],
    ['KeyL', { do: 'skip', by: 10 }],
    ['ArrowUp', { do: 'volume', by: 0.1 }],
    ['KeyM', { do: 'mute' }],
    ['KeyC', { do: 'captions' }],
    ['KeyF', { do: 'fullscreen' }],
    ['Digit0', { do: 'jump', to: 0 }],
    ['Numpad9', { do: 'jump', to: 0.9 }],
    ['End', { do: 'toEnd' }],
    ['KeyX', null],
  ])('%s', (code, command) => expect(press(code)).toEqual(command));

  it('work while Hangul is typed: the place of the key counts', () => {
    expect(press('KeyK', { key: 'ㅏ' })).toEqual({ do: 'toggle' });
  });

  it('with shift', () => {
    expect(press('Comma', { key: '<', shift: true })).toEqual({ do: 'speed', by: -1 });
    expect(press('Period', { key: '>', shift: true })).toEqual({ do: 'speed', by: 1 });
    expect(press('Slash', { key: '?', shift: true })).toEqual({ do: 'help' });
    expect(press('KeyK', { shift: true })).toBeNull();
  });

  it('leave to the browser, to buttons and to sliders what is theirs', () => {
    expect(press('KeyF', { modified: true })).toBeNull();
    expect(press('Space', {}, 'button')).toBeNull();
    expect(press('KeyK', {}, 'button')).toEqual({ do: 'toggle' });
    expect(press('ArrowLeft', {}, 'slider')).toBeNull();
    expect(press('KeyM', {}, 'slider')).toEqual({ do: 'mute' });
  });
});

describe('what the player says', () => {
  const fine: Facts = {
    failure: null,
    ahead: 0,
    playable: true,
    complete: true,
    time: 10,
    available: 600,
    waitedMs: 0,
  };
  it.each([
    ['fine', {}],
    ['fine', { waitedMs: 200 }],
    ['loading', { waitedMs: 1000 }],
    ['slow', { waitedMs: 9000 }],
    ['edge', { waitedMs: 1000, complete: false, time: 599.8 }],
    ['loading', { waitedMs: 1000, complete: false, time: 300 }],
    ['loading', { waitedMs: 1000, complete: false, time: 0, available: 0 }],
    ['network', { failure: 'network' }],
    ['fine', { failure: 'network', ahead: 5 }],
    ['gone', { failure: 'gone', ahead: 5 }],
    ['preparing', { playable: false, failure: 'gone' }],
  ] as const)('%s: %j', (condition, facts) => expect(conditionOf({ ...fine, ...facts })).toBe(condition));
});

describe('preferences', () => {
  const off = { captionStyle: parseCaptionStyle(null), audioOnly: false, saving: null };
  const defaults = { rate: 1, volume: 1, muted: false, captions: null, shortcuts: true, ...off };
  it('are the defaults where nothing, or nonsense, was kept', () => {
    for (const text of [null, '', '{', 'null', '[]', '{"rate":9,"volume":"x","captions":"fr"}']) {
      expect(parsePreferences(text)).toEqual(defaults);
    }
  });

  it('are what was kept', () => {
    const kept = {
      rate: 1.5,
      captionStyle: { size: 'large', colour: 'yellow-black', place: 'top' },
      volume: 0.3,
      muted: true,
      captions: 'en',
      shortcuts: false,
      audioOnly: true,
      saving: false,
    };
    expect(parsePreferences(JSON.stringify(kept))).toEqual(kept);
  });

  it('keep of the look of captions what makes sense', () => {
    const kept = { size: 'largest', colour: 'pink', place: 7 };
    const { captionStyle } = parsePreferences(JSON.stringify({ captionStyle: kept }));
    expect(captionStyle).toEqual({ size: 'largest', colour: 'white-black', place: 'bottom' });
  });

  it('step through the speeds and stop at the ends', () => {
    expect(stepSpeed(1, 1)).toBe(1.25);
    expect(stepSpeed(1.1, -1)).toBe(1);
    expect(stepSpeed(2, 1)).toBe(2);
    expect(stepSpeed(SPEEDS[0], -1)).toBe(SPEEDS[0]);
  });

  it('give captions of another language rather than none', () => {
    expect(captionLanguage('en', ['ko'])).toBe('ko');
    expect(captionLanguage('en', ['ko', 'en'])).toBe('en');
    expect(captionLanguage(null, ['ko'])).toBeNull();
    expect(captionLanguage('ko', [])).toBeNull();
  });
});

describe('little data', () => {
  it.each([
    ['the best of 360 and less', [240, 360, 480, 1080], 1],
    ['the least where all are more', [480, 720], 0],
    ['none to choose from', [], 0],
  ])('is a rung: %s', (_, heights, cap) =>
    expect(savingCap(heights.map((height) => ({ height })))).toBe(cap),
  );

  it('is the sound alone where there is any', () => {
    const both = { manifest: 'picture', audioManifest: 'sound' };
    expect(sourceOf(both, false)).toEqual({ manifest: 'picture', audioOnly: false });
    expect(sourceOf(both, true)).toEqual({ manifest: 'sound', audioOnly: true });
    expect(sourceOf({ ...both, audioManifest: null }, true)).toEqual({
      manifest: 'picture',
      audioOnly: false,
    });
    expect(sourceOf({ manifest: null, audioManifest: null }, true)).toBeNull();
    expect(audioBytes(3600)).toBe(21_600_000);
  });
});

describe('the quality menu', () => {
  it('offers each height once, best first', () => {
    const levels = [
      { index: 0, height: 360, bitrate: 1 },
      { index: 1, height: 720, bitrate: 3 },
      { index: 2, height: 720, bitrate: 4 },
    ];
    expect(offered(levels).map((level) => level.index)).toEqual([2, 0]);
  });
});

describe('the lean build of hls.js', () => {
  it('finds every part that it leaves out in the installed version, and keeps alternate audio', async () => {
    const root = dirname(createRequire(import.meta.url).resolve('hls.js/package.json'));
    const lean = withoutUnused(await readFile(join(root, 'dist/hls.mjs'), 'utf8'));
    expect(lean).toMatch(/^ *audioStreamController: AudioStreamController/m);
    expect(lean).not.toMatch(/^ *interstitialsController: Interstitials/m);
    expect(() => withoutUnused(lean)).toThrow(/hls-build/);
  });
});

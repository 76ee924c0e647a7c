/** What the service worker does with a request, what the app is made of, and its icons. */
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { drawn, markOf } from '../../web/build/mark.ts';
import { pngOf } from '../../web/build/png.ts';
import { type Part, shellOf } from '../../web/build/shell.ts';
import { obstacleTo } from '../../web/offline/obstacle.ts';
import { filesIn, onlyRung } from '../../web/offline/playlists.ts';
import { lectureIn, rangeOf, wayOf } from '../../web/offline/ways.ts';

const ORIGIN = 'https://lectures.example.org';
const asked = (path: string, mode: RequestMode = 'cors', method = 'GET') => ({
  ...{ method, mode, url: new URL(path, ORIGIN).href },
});

test.each([
  ['/', 'navigate', 'page'],
  ['/lectures/1?t=30', 'navigate', 'page'],
  ['/my', 'cors', 'network'],
  ['/assets/a.js', 'cors', 'shell'],
  ['/assets/studio.js', 'cors', 'network'],
  ['/assets/a.js', 'navigate', 'network'],
  ['/api/session', 'cors', 'network'],
  ['/api/certificates/1.pdf', 'navigate', 'network'],
  ['/media/recordings/1/master.m3u8', 'cors', 'network'],
  ['/kept/1/master.m3u8', 'cors', 'kept'],
  ['/kept/1/master.m3u8', 'navigate', 'kept'],
  ['/sitemap.xml', 'navigate', 'network'],
  ['https://elsewhere.example.org/assets/a.js', 'cors', 'network'],
] as const)('%s, asked for by %s, is answered from: %s', (path, mode, way) => {
  expect(wayOf(asked(path, mode), ORIGIN, ['/assets/a.js'])).toBe(way);
  expect(wayOf(asked(path, mode, 'POST'), ORIGIN, ['/assets/a.js'])).toBe('network');
});

test('a kept address says of which lecture it is', () => {
  expect(lectureIn('/kept/one/720p/1.m4s')).toBe('one');
});

test.each([
  [null, null],
  ['bytes=0-9', { from: 0, to: 10 }],
  ['bytes=90-', { from: 90, to: 100 }],
  ['bytes=-10', { from: 90, to: 100 }],
  ['bytes=-1000', { from: 0, to: 100 }],
  ['bytes=50-1000', { from: 50, to: 100 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=9-1', 'unsatisfiable'],
  ['bytes=0-1,5-6', null],
  ['bytes=-', null],
])('of 100 bytes, %s asks for %o', (header, range) => {
  expect(rangeOf(header, 100)).toEqual(range);
});

describe('what the app is made of', () => {
  const part = (name: string, source: string | null, imports: string[] = [], files: string[] = []): Part => ({
    ...{ name, source, isEntry: source === 'index.html', imports, files },
  });
  const parts = [
    part('index.js', 'index.html', ['shared.js'], ['index.css']),
    part('shared.js', null),
    part('my.js', 'pages/my/my.tsx', ['shared.js'], ['my.css']),
    part('lecture.js', 'pages/lecture/lecture.tsx', ['shared.js', 'player.js'], ['lecture.css']),
    part('player.js', null),
    part('words.js', 'i18n/player.ts'),
    part('hls.js', '/somewhere/node_modules/hls.js/dist/hls.mjs'),
    part('notes.js', 'i18n/notes.ts'),
    part('editor.js', 'studio/editor.tsx', ['player.js']),
    part('editing.js', 'i18n/studio-editor.ts'),
  ];
  const built = shellOf(parts, '<html>', ['/icon.svg']);

  test('pages for everybody open without a network, playing is apart, and what is the staff’s stays out', () => {
    expect(built).toMatchObject({
      entry: '/index.js',
      shell: ['/index.css', '/index.js', '/my.css', '/my.js', '/notes.js', '/shared.js', '/icon.svg'],
      player: ['/hls.js', '/lecture.css', '/lecture.js', '/player.js', '/words.js'],
    });
  });

  test('every build that differs is another version', () => {
    const of = (parts: Part[], page: string) => shellOf(parts, page, ['/icon.svg']).version;
    expect(of(parts, '<html>')).toBe(built.version);
    expect(of(parts, '<html lang="ko">')).not.toBe(built.version);
    const renamed = parts.map((one) => (one.name === 'words.js' ? { ...one, name: 'words-2.js' } : one));
    expect(of(renamed, '<html>')).not.toBe(built.version);
  });
});

describe('icons', () => {
  const svg =
    '<svg viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b50d0"/><path d="M8 23V10l8 7 8-7v13" fill="none" stroke="#fff" stroke-width="4"/></svg>';
  const [blue, white] = [
    [0x0b, 0x50, 0xd0, 255],
    [255, 255, 255, 255],
  ];
  const pixel = (pixels: Uint8Array, x: number, y: number) => [...pixels.slice((y * 32 + x) * 4).slice(0, 4)];

  test('are the mark: rounded off, or to be cut to any shape', () => {
    const [plain, maskable] = [drawn(markOf(svg), 32, false), drawn(markOf(svg), 32, true)];
    expect(pixel(plain, 0, 0)[3]).toBe(0);
    expect(pixel(maskable, 0, 0)).toEqual(blue);
    expect(pixel(plain, 16, 4)).toEqual(blue);
    expect(pixel(plain, 8, 15)).toEqual(white);
    expect(pixel(plain, 16, 16)).toEqual(white);
    expect(pixel(plain, 16, 22)).toEqual(blue);
    // nothing of the line lies outside of the circle that every shape shows
    const outside = Array.from({ length: 32 * 32 }, (_, at) => ({
      x: at % 32,
      y: Math.floor(at / 32),
    })).filter(({ x, y }) => Math.hypot(x - 15.5, y - 15.5) > 0.4 * 32);
    expect(outside.map(({ x, y }) => pixel(maskable, x, y)).filter((one) => one[0] !== blue[0])).toEqual([]);
  });

  test('a drawing of another kind is not read as if it were this one', () => {
    expect(() => markOf(svg.replace('l8 7', 'c1 2 3 4 5 6'))).toThrow('draws with "c"');
    expect(() => markOf('<svg/>')).toThrow('no longer has');
  });

  test('are PNG', () => {
    const pixels = drawn(markOf(svg), 32, false);
    const png = pngOf(pixels, 32);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([32, 32]);
    const rows = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
    expect([...rows.subarray(129 + 1, 2 * 129)]).toEqual([...pixels.slice(128, 256)]);
  });
});

describe('what a kept lecture consists of', () => {
  const sound = '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="audio",URI="audio.m3u8"';
  const variant = (bandwidth: number) => `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},AUDIO="audio"`;
  const master = ['#EXTM3U', sound, variant(2), '720p.m3u8', variant(1), '360p.m3u8', ''].join('\n');

  test('is one rung with its sound', () => {
    const kept = onlyRung(master, '360p');
    expect(kept).toBe(['#EXTM3U', sound, variant(1), '360p.m3u8', ''].join('\n'));
    expect(filesIn(kept ?? '')).toEqual(['audio.m3u8', '360p.m3u8']);
    expect(onlyRung(master, '480p')).toBeNull();
    expect(onlyRung(master, 'audio')).toBeNull();
  });

  test('is what its playlists name, each once', () => {
    const playlist =
      '#EXTM3U\n#EXT-X-MAP:URI="a/init.mp4"\n#EXTINF:4,\na/0.m4s\n#EXTINF:4,\na/1.m4s\n#EXTINF:4,\na/0.m4s\n';
    expect(filesIn(playlist)).toEqual(['a/init.mp4', 'a/0.m4s', 'a/1.m4s']);
  });
});

test.each([
  [{}, null],
  [{ free: null }, null],
  [{ free: 120_000_000 }, null],
  [{ free: 119_999_999 }, 'space'],
  [{ answered: false, free: 0 }, 'refused'],
  [{ supported: false, answered: false }, 'unsupported'],
  [{ secure: false, supported: false, answered: false }, 'insecure'],
] as const)('where %o, 100 MB are kept but for: %s', (place, obstacle) => {
  const usual = { secure: true, supported: true, answered: true, free: 1_000_000_000 };
  expect(obstacleTo({ ...usual, ...place }, 100_000_000)).toBe(obstacle);
});

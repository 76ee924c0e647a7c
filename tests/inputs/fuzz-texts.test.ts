/** What is read from texts that anybody may have written: captions and playlists. */

import fc from 'fast-check';
import HLS from 'hls-parser';
import { describe, expect, test } from 'vitest';
import { decodeCaptions, parseCues, readTrack, toWebVtt } from '../../server/captions/file.ts';
import { Refusal } from '../../server/errors.ts';
import { masterPlaylist, mediaPlaylist, type PlaylistRendition } from '../../server/recordings/playlist.ts';
import { filesIn, onlyRung } from '../../web/offline/playlists.ts';
import { SEED } from '../support/fuzz.ts';

const tries = (numRuns: number) => ({ numRuns, seed: SEED });

describe(`captions (seed ${SEED})`, () => {
  const end = fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\n \n', '\u2028');
  const two = fc.integer({ min: 0, max: 99 }).map((n) => `${n}`.padStart(2, '0'));
  const time = fc
    .tuple(fc.constantFrom('', '00:', '123:', '1:'), two, two, fc.constantFrom('.', ','), fc.nat(9999))
    .map(([hours, minutes, seconds, point, ms]) => `${hours}${minutes}:${seconds}${point}${ms}`);
  const timing = fc
    .tuple(
      time,
      fc.constantFrom(' --> ', '-->', ' -> ', ' --> \t'),
      time,
      fc.constantFrom('', ' align:start', ' -->'),
    )
    .map((parts) => parts.join(''));
  const words = fc.oneof(
    fc.constantFrom(
      'WEBVTT',
      'WEBVTT - 제목',
      'NOTE',
      'STYLE',
      'REGION',
      '1',
      '-->',
      '<v 강사>협치',
      '<i>',
      '&amp;',
      '&',
      '<',
    ),
    fc.constantFrom('\uFEFF', '\0', '협치 학교', '\u202e', '\ud800', '</c></c>', '{\\an8}', '<font color=x>'),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );
  const file = fc
    .array(fc.tuple(fc.oneof(timing, words), end), { maxLength: 12 })
    .map((lines) => lines.flat().join(''));
  /** With its times right, so that it is read to its end. */
  const good = fc
    .array(
      fc.record({
        start: fc.nat(9_999_999),
        lasts: fc.integer({ min: 1, max: 60_000 }),
        text: fc.array(words, { maxLength: 3 }),
      }),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((cues) =>
      cues
        .map(
          ({ start, lasts, text }) => `${clock(start)} --> ${clock(start + lasts)}\n${text.join('\n')}\n\n`,
        )
        .join(''),
    );
  const clock = (ms: number) => {
    const [hours, rest] = [Math.floor(ms / 3_600_000), new Date(ms % 3_600_000).toISOString().slice(14, 23)];
    return `${`${hours}`.padStart(2, '0')}:${rest}`;
  };

  /** Read, or refused with the line. What was read is WebVTT that reads as itself. */
  function expectRead(read: () => string): void {
    let made: string;
    try {
      made = read();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'caption_invalid',
        details: [{ field: expect.stringMatching(/^(line \d+|cues)$/) }],
      });
      expect(error).toBeInstanceOf(Refusal);
      return;
    }
    expect(toWebVtt(made)).toBe(made);
    const cues = parseCues(made);
    expect([...readTrack(made)]).toEqual(cues);
    for (const { start, end: over, text } of cues) {
      expect(over).toBeGreaterThan(start);
      expect(text).not.toMatch(/-->|\n\n|^\s*$/);
    }
  }

  test('WebVTT and SRT of any kind', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          file,
          good,
          good.map((text) => `WEBVTT\n\n${text}`),
        ),
        (text) => expectRead(() => toWebVtt(text)),
      ),
      tries(1500),
    );
  });

  test('files of any bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .tuple(good, fc.constantFrom('utf8', 'utf16le', 'latin1'), fc.boolean())
        .map(([text, encoding, marked]) => {
          const mark = !marked ? [] : encoding === 'utf16le' ? [0xff, 0xfe] : [0xfe, 0xff];
          return Uint8Array.from([...mark, ...Buffer.from(text, encoding as BufferEncoding)]);
        }),
    );
    fc.assert(
      fc.property(bytes, (given) => expectRead(() => toWebVtt(decodeCaptions(given)))),
      tries(500),
    );
  });
});

describe(`playlists (seed ${SEED})`, () => {
  HLS.setOptions({ strictMode: true });
  const PREFIX = 'recordings/r/';
  const run = (name: string) =>
    fc
      .array(
        fc.record({ duration: fc.double({ min: 0.02, max: 20, noNaN: true }), bytes: fc.nat(9_000_000) }),
        { minLength: 1, maxLength: 5 },
      )
      .map((all) => ({
        keys: all.map((_, nth) => `${PREFIX}a/${name}/${nth}.m4s`),
        durations: all.map(({ duration }) => duration),
        bytes: all.map(({ bytes }) => bytes + 1),
      }));
  const rendition = (
    name: string,
    kind: 'video' | 'audio',
    height: number | null,
  ): fc.Arbitrary<PlaylistRendition> =>
    fc.array(run(name), { minLength: 1, maxLength: 3 }).map((runs) => ({
      ...{ name, kind, height, width: height && height * 2, frameRate: height && 30, longest: 4 },
      codecs: kind === 'video' ? 'avc1.64001f' : 'mp4a.40.2',
      initKey: `${PREFIX}a/${name}/init.mp4`,
      runs: runs.map((one, nth) => ({ run: nth, ...one })),
    }));
  const ladder = fc
    .tuple(fc.subarray([1080, 720, 480, 360], { minLength: 1 }), fc.boolean())
    .chain(([heights, sound]) =>
      fc.tuple(
        ...heights.map((height) => rendition(`${height}p`, 'video', height)),
        ...(sound ? [rendition('audio', 'audio', null), rendition('listen', 'audio', null)] : []),
      ),
    );

  test('of any segments are what a strict parser takes, growing and whole, and a kept copy names every file of them', () => {
    fc.assert(
      fc.property(ladder, fc.boolean(), (renditions, complete) => {
        const master = masterPlaylist(renditions) ?? '';
        expect(HLS.parse(master).isMasterPlaylist).toBe(true);
        for (const { name, kind, runs } of renditions) {
          const text = mediaPlaylist(renditions, name, { prefix: PREFIX, complete }) ?? '';
          expect(HLS.parse(text)).toMatchObject({ isMasterPlaylist: false, endlist: complete });
          const listed = runs.flatMap(({ keys }) => keys.map((key) => key.slice(PREFIX.length)));
          if (complete) expect(filesIn(text)).toEqual([...new Set([`a/${name}/init.mp4`, ...listed])]);
          const kept = onlyRung(master, name);
          if (kind === 'audio') expect(kept).toBeNull();
          else
            expect(HLS.parse(kept ?? '')).toMatchObject({
              isMasterPlaylist: true,
              variants: [{ uri: `${name}.m3u8` }],
            });
        }
      }),
      tries(200),
    );
  });

  test('of any text give lists of names, or nothing', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '#EXTM3U',
        '#EXT-X-STREAM-INF:',
        '360p.m3u8',
        '#EXT-X-MAP:URI="a"',
        '#EXT-X-MEDIA:URI="',
        '',
        ' ',
        '\r',
      ),
      fc.string(),
    );
    const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, (playlist) => {
        const names = filesIn(playlist);
        expect(new Set(names).size).toBe(names.length);
        expect(names.filter((name) => name.trim() === '' || name.includes('\n'))).toEqual([]);
        expect(onlyRung(playlist, '360p') ?? '\n').toMatch(/\n$/);
      }),
      tries(500),
    );
  });
});

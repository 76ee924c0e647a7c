/** Playlists as text: growing and finished, and what a strict parser says of them. */
import HLS from 'hls-parser';
import { describe, expect, test } from 'vitest';
import {
  averageBandwidth,
  contiguousSegments,
  masterPlaylist,
  mediaPlaylist,
  type PlaylistRendition,
  peakBandwidth,
} from '../../server/recordings/playlist.ts';

HLS.setOptions({ strictMode: true });
const PREFIX = 'recordings/r/';

/** Segments of 4 s and 1000 bytes, in runs of the given lengths. */
const runs = (name: string, lengths: number[], bytes = 1000) =>
  lengths.map((length, run) => ({
    run,
    keys: Array.from({ length }, (_, index) => `${PREFIX}${run}/${name}/${index}.m4s`),
    durations: Array.from({ length }, () => 4),
    bytes: Array.from({ length }, () => bytes),
  }));
const rung = (height: number, lengths: number[], bytes = 1000): PlaylistRendition => ({
  name: `${height}p`,
  kind: 'video',
  width: (height * 16) / 9,
  height,
  frameRate: 30000 / 1001,
  codecs: lengths.length > 0 ? 'avc1.64001f' : null,
  initKey: lengths.length > 0 ? `${PREFIX}0/${height}p/init.mp4` : null,
  longest: 4,
  runs: runs(`${height}p`, lengths, bytes),
});
const sound = (name: string, lengths: number[]): PlaylistRendition => ({
  ...rung(360, lengths),
  ...{ name, kind: 'audio', width: null, height: null, frameRate: null, runs: runs(name, lengths) },
  codecs: lengths.length > 0 ? 'mp4a.40.2' : null,
});
const growing = { prefix: PREFIX, complete: false };
const complete = { prefix: PREFIX, complete: true };
const media = (text: string | null) => {
  const playlist = HLS.parse(text ?? '');
  if (playlist.isMasterPlaylist) throw new Error('a master playlist');
  return playlist;
};

describe('media playlist', () => {
  const all = [rung(720, [3, 6]), rung(360, [3, 6]), sound('audio', [2, 5]), sound('listen', [2, 5, 4])];

  test('while it grows: an event, as long as the shortest of what plays together', () => {
    for (const name of ['720p', '360p', 'audio']) {
      const playlist = media(mediaPlaylist(all, name, growing));
      expect(playlist).toMatchObject({ playlistType: 'EVENT', endlist: false, targetDuration: 4 });
      expect(playlist.segments).toHaveLength(7);
    }
    expect(media(mediaPlaylist(all, 'listen', growing)).segments).toHaveLength(11);
  });

  test('in the end: all, addressed from where the playlist itself is', () => {
    const text = mediaPlaylist(all, '720p', complete) ?? '';
    const playlist = media(text);
    expect(playlist).toMatchObject({ playlistType: 'VOD', endlist: true, version: 7 });
    expect(playlist.segments).toHaveLength(9);
    expect(playlist.segments[8]?.uri).toBe('1/720p/5.m4s');
    expect(playlist.segments[0]?.map?.uri).toBe('0/720p/init.mp4');
    expect(text).toContain('#EXT-X-INDEPENDENT-SEGMENTS');
  });

  test('what was listed stays where it was', () => {
    const before = mediaPlaylist([rung(360, [3])], '360p', growing) ?? '';
    const after = mediaPlaylist([rung(360, [3, 6])], '360p', growing) ?? '';
    expect(after.startsWith(before)).toBe(true);
    expect(mediaPlaylist([rung(360, [3, 6])], '360p', complete)).toContain(before.split('INDEPENDENT')[1]);
  });

  test('what is still to come is no longer than was said at first', () => {
    const planned = { ...rung(360, [3]), longest: 7.5 };
    expect(media(mediaPlaylist([planned], '360p', growing)).targetDuration).toBe(8);
  });

  test('nothing after a gap', () => {
    const gap = rung(360, [3, 6, 15]);
    gap.runs.splice(1, 1);
    expect(contiguousSegments(gap.runs)).toHaveLength(3);
    expect(contiguousSegments([...gap.runs].reverse())).toHaveLength(3);
    expect(contiguousSegments(gap.runs.slice(1))).toEqual([]);
  });

  test('nothing to list', () => {
    expect(mediaPlaylist([rung(360, [])], '360p', growing)).toBeNull();
    expect(mediaPlaylist([rung(360, [3]), sound('audio', [])], '360p', growing)).toBeNull();
    expect(mediaPlaylist(all, '1080p', complete)).toBeNull();
  });

  test('a segment that rounds up raises the target duration', () => {
    const odd = rung(360, [2]);
    odd.runs[0]?.durations.splice(0, 2, 4.5, 0.2);
    expect(media(mediaPlaylist([odd], '360p', complete)).targetDuration).toBe(5);
  });
});

describe('master playlist', () => {
  test('rungs with all their attributes, the middle one first, and the sound as a group', () => {
    const all = [
      rung(1080, [3], 500_000),
      rung(720, [3], 300_000),
      rung(360, [3], 100_000),
      sound('audio', [3]),
      sound('listen', [3]),
    ];
    const text = masterPlaylist(all) ?? '';
    const master = HLS.parse(text);
    if (!master.isMasterPlaylist) throw new Error('no master playlist');
    expect(master.variants.map((one) => one.uri)).toEqual(['720p.m3u8', '1080p.m3u8', '360p.m3u8']);
    expect(master.variants[0]).toMatchObject({
      bandwidth: 602_000,
      averageBandwidth: 602_000,
      codecs: 'avc1.64001f,mp4a.40.2',
      resolution: { width: 1280, height: 720 },
      frameRate: 29.97,
    });
    expect(master.variants[0]?.audio).toMatchObject([
      { groupId: 'audio', uri: 'audio.m3u8', isDefault: true },
    ]);
    expect(text).not.toContain('listen');
  });

  test('a silent lecture has no sound to name', () => {
    const text = masterPlaylist([rung(360, [3])]) ?? '';
    expect(text).not.toMatch(/AUDIO|mp4a/);
    expect(HLS.parse(text).isMasterPlaylist).toBe(true);
  });

  test('none before every rung and the sound have landed', () => {
    expect(masterPlaylist([])).toBeNull();
    expect(masterPlaylist([rung(720, [3]), rung(360, [])])).toBeNull();
    expect(masterPlaylist([rung(720, [3]), sound('audio', [])])).toBeNull();
    expect(masterPlaylist([rung(720, [3]), sound('audio', [3]), sound('listen', [])])).not.toBeNull();
  });
});

describe('bandwidth', () => {
  const segment = (duration: number, bytes: number) => ({ key: '', duration, bytes });
  test.each([
    ['the worst segment', [segment(4, 1000), segment(4, 9000), segment(4, 1000)], 18_000],
    ['a short one counts with its neighbour', [segment(4, 1000), segment(1, 9000)], 16_000],
    ['one short segment alone', [segment(0.5, 1000)], 16_000],
    ['nothing', [], 0],
  ])('peak: %s', (_name, segments, peak) => {
    expect(peakBandwidth(segments)).toBeCloseTo(peak, 5);
  });
  test('average', () => {
    expect(averageBandwidth([segment(4, 1000), segment(1, 9000)])).toBe(16_000);
  });
});

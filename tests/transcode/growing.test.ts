/** A lecture that plays while it is made, and sound that stays with the picture. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listRenditions } from '../../server/recordings/landing.ts';
import { masterPlaylist, mediaPlaylist } from '../../server/recordings/playlist.ts';
import { playlistKey, recordingPrefix } from '../../server/storage/keys.ts';
import { brightness, ffmpeg, H264, loudness, makeRecording } from '../support/media.ts';
import { openTranscoder, settled, type Transcoder } from '../support/transcoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-growing-'));
let transcoder: Transcoder;

beforeAll(async () => {
  transcoder = await openTranscoder();
  await transcoder.work();
});
afterAll(async () => {
  await transcoder.close();
  rmSync(folder, { recursive: true, force: true });
});

test('playable from its first chunk on: every list only grows, and ends as what is stored', async () => {
  const id = await transcoder.upload(
    makeRecording(join(folder, 'long.mp4'), { size: '640x480', seconds: 44 }),
  );
  const options = { prefix: recordingPrefix(id), complete: false };
  const names = ['480p', '360p', 'audio', 'listen'];
  const heard = new Map<string, string>();
  const counts = new Set<number>();
  for (let end = false; !end; ) {
    const { playableAt, state } = await transcoder.row(id);
    const renditions = await listRenditions(transcoder.db, id);
    end = settled({ state });
    // the row was read first: what is playable then has a playlist now
    if (playableAt) expect(masterPlaylist(renditions)).not.toBeNull();
    for (const name of names) {
      const text = mediaPlaylist(renditions, name, options) ?? '';
      expect(text.startsWith(heard.get(name) ?? '')).toBe(true);
      heard.set(name, text);
    }
    counts.add(heard.get('360p')?.match(/EXTINF/g)?.length ?? 0);
  }
  const { state, secondsDone, secondsTotal, duration } = await transcoder.row(id);
  expect([state, secondsDone, secondsTotal]).toEqual(['ready', duration, duration]);
  expect([...counts]).toEqual([0, 2, 5, 11]);
  for (const name of names) {
    const stored = String(await transcoder.bytes(playlistKey(id, name)));
    expect(stored.replace('VOD', 'EVENT').replace('#EXT-X-ENDLIST\n', '')).toBe(heard.get(name));
  }
}, 90_000);

/** A white flash and a beep together, 0.1 s long, at these seconds: around the chunk boundary at 8 s too. */
const FLASHES = [1, 7.9, 8, 15.5];

test.each([
  ['a constant rate', [], 'flash.mp4'],
  ['a variable rate', ['-vf', "select='lt(mod(n\\,7)\\,5)'", '-fps_mode', 'vfr'], 'variable.mp4'],
  ['a clock that starts elsewhere', ['-output_ts_offset', '77'], 'clock.ts'],
])(
  'sound stays with the picture within 20 ms: %s',
  async (_name, options, file) => {
    const on = FLASHES.map((at) => `between(t,${at},${at + 0.0999})`).join('+');
    ffmpeg(
      ...['-f', 'lavfi', '-i', `color=black:size=320x180:rate=50:duration=17`],
      ...['-f', 'lavfi', '-i', `aevalsrc='0.8*sin(2*PI*1000*t)*(${on})':s=48000:d=17`],
      ...['-filter_complex', `[0]drawbox=color=white:t=fill:enable='${on}'[v]`, '-map', '[v]', '-map', '1'],
      ...(options[0] === '-vf' ? [] : options),
      ...[...H264, '-c:a', 'aac', '-b:a', '192k', join(folder, file)],
    );
    if (options[0] === '-vf') {
      ffmpeg(
        '-i',
        join(folder, file),
        ...options,
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-c:a',
        'copy',
        join(folder, `v-${file}`),
      );
    }
    const id = await transcoder.upload(join(folder, options[0] === '-vf' ? `v-${file}` : file));
    expect(await transcoder.until(id, settled)).toMatchObject({ state: 'ready' });
    const { probe } = await transcoder.row(id);
    const [rate = 0, scale = 1] = probe?.frameRate ?? [];
    const light = brightness(folder, transcoder.path(playlistKey(id, '180p')));
    const loud = loudness(transcoder.path(playlistKey(id, 'audio')));
    const tolerance = options[0] === '-vf' ? 0.1 : 0.02;
    for (const at of FLASHES.filter((at) => at !== 8)) {
      const seen =
        light.findIndex((value, frame) => (frame * scale) / rate > at - 0.3 && value > 120) * (scale / rate);
      const heard = loud.findIndex((value, ms) => ms / 1000 > at - 0.3 && value > 3000) / 1000;
      expect(Math.abs(seen - at)).toBeLessThan(tolerance);
      expect(Math.abs(heard - seen)).toBeLessThan(tolerance);
    }
    // within the second chunk, as near to its beginning as can be
    const dark =
      light.findIndex((value, frame) => (frame * scale) / rate > 8 && value < 120) * (scale / rate);
    const still = loud.findIndex((value, ms) => ms > 8000 && value < 3000) / 1000;
    expect(Math.abs(dark - 8.1)).toBeLessThan(tolerance);
    expect(Math.abs(still - dark)).toBeLessThan(tolerance);
  },
  60_000,
);

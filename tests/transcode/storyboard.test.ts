/** Previews and posters of recordings that take several stretches, against the recordings themselves. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { only } from '../../server/database/client.ts';
import { recordings, storyboards } from '../../server/database/schema/schema.ts';
import { storyboard } from '../../transcode/storyboard.ts';
import { layoutOf, writeVtt } from '../../transcode/storyboard-command.ts';
import { brightness, ffmpeg } from '../support/media.ts';
import { openTranscoder, settled, type Transcoder } from '../support/transcoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-storyboard-'));
/** 28 segments of 4 s: a sheet of previews, and three on a second one */
const SECONDS = 112;
const RATE = 10;
let transcoder: Transcoder;

beforeAll(async () => {
  transcoder = await openTranscoder();
  await transcoder.work();
});
afterAll(async () => {
  await transcoder.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  { name: 'encoded', copied: false, video: ['-g', '250'] },
  // two key frames in each segment, and frames that are decoded before they are shown
  { name: 'copied', copied: true, video: ['-g', '20', '-bf', '3', '-flags', '+cgop', '-sc_threshold', '0'] },
])('$name', ({ name, copied, video }) => {
  const source = join(folder, `${name}.mp4`);
  let id: string;
  let made: Map<string, Buffer>;

  /** Everything that the pictures' attempt stored, by name. */
  async function pictures(): Promise<Map<string, Buffer>> {
    const row = only(await transcoder.db.select().from(storyboards).where(eq(storyboards.recordingId, id)));
    expect(row.complete).toBe(true);
    const stored = dirname(transcoder.path(row.vttKey));
    const names = (await readdir(stored)).sort();
    return new Map(
      await Promise.all(names.map(async (one) => [one, await readFile(join(stored, one))] as const)),
    );
  }

  beforeAll(async () => {
    // another brightness every 2 s, far from that of the 2 s before and after
    const light = `hue=s=0,eq=contrast=0.3:brightness='-0.3+0.6*mod(floor(t/2)*5,28)/28':eval=frame`;
    ffmpeg(
      ...['-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=${RATE}:duration=${SECONDS}`],
      ...['-vf', light, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
      ...(copied ? ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'] : []),
      ...['-b:v', '150k', ...video, source],
    );
    id = await transcoder.upload(source);
    const { state, probe } = await transcoder.until(id, settled, 90);
    expect([state, probe?.copied]).toEqual(['ready', copied]);
    made = await pictures();
  });

  test('each preview shows the frame that its stretch begins with', () => {
    const light = brightness(folder, source);
    const expected = Array.from({ length: SECONDS / 4 }, (_, nth) => light[nth * 4 * RATE] ?? 0);
    const sheets = [1, 2].flatMap((nth) => cellsOf(made.get(`sprite-00${nth}.jpg`) as Buffer));
    const seen = sheets.slice(0, expected.length).map((value) => 16 + (value * 219) / 255);
    for (const [nth, value] of seen.entries()) expect(Math.abs(value - (expected[nth] ?? 0))).toBeLessThan(8);
    expect(sheets.slice(expected.length).every((value) => value < 20)).toBe(true);
  });

  test('in several stretches the same pictures come out, with one film on the disk at a time', async () => {
    const before: string[][] = [];
    const run: typeof transcoder.ffmpeg.run = (command, limits) => {
      before.push(readdirSync(limits.cwd ?? '').filter((file) => !file.endsWith('.txt')));
      return transcoder.ffmpeg.run(command, limits);
    };
    await transcoder.db
      .update(recordings)
      .set({ state: 'transcoding', readyAt: null })
      .where(eq(recordings.id, id));
    await transcoder.db.delete(storyboards).where(eq(storyboards.recordingId, id));
    const worker = { ...transcoder.worker, ffmpeg: { ...transcoder.ffmpeg, run } };
    await storyboard(worker, { recordingId: id }, new AbortController().signal, 1);
    expect((await transcoder.row(id)).state).toBe('ready');
    const again = await pictures();
    const posters = [...made.keys()].filter((file) => file.startsWith('poster'));
    expect([...again.keys()]).toEqual([...posters, 'sprite-001.jpg', 'sprite-002.jpg', 'storyboard.vtt']);
    for (const [file, bytes] of again)
      expect([file, bytes.equals(made.get(file) as Buffer)]).toEqual([file, true]);
    expect(before.slice(0, -1)).toEqual([['film.mp4'], ['film.mp4']]);
    expect(before.at(-1)).toHaveLength(posters.length);
  });
});

test('ten hours of uneven segments: a preview at least every 10 s, and every sheet has a name', () => {
  const segments = Array.from({ length: 7200 }, (_, nth) => ({ duration: nth % 3 === 0 ? 7 : 4 }));
  const layout = layoutOf(segments, { width: 640, height: 360 });
  const ends = [...layout.starts.slice(1), 36_000];
  expect(Math.max(...ends.map((end, nth) => end - (layout.starts[nth] ?? 0)))).toBeLessThanOrEqual(10);
  const cues = writeVtt(layout, 36_000).match(/sprite-\d{3}\.jpg#/g) ?? [];
  expect(cues).toHaveLength(layout.starts.length);
  expect(new Set(cues).size).toBe(Math.ceil(layout.starts.length / 25));
});

/** Mean brightness (0 to 255) of each place of a sheet. */
function cellsOf(sheet: Buffer): number[] {
  const area = ['-vf', 'scale=5:5:flags=area,format=gray', '-f', 'rawvideo', '-'];
  return [...execFileSync('ffmpeg', ['-v', 'error', '-i', '-', ...area], { input: sheet })];
}

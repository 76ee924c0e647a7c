/** Changes of slides, silences and own chapters, found in real recordings at known times. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { only } from '../../server/database/client.ts';
import { recordingMarks } from '../../server/database/schema/schema.ts';
import { marks } from '../../transcode/marks.ts';
import { CELLS, joinedSilences, silencesIn, slidesIn } from '../../transcode/marks-command.ts';
import { readChapters } from '../../transcode/own-chapters.ts';
import { ffmpeg } from '../support/media.ts';
import { openTranscoder, settled, type Transcoder } from '../support/transcoder.ts';
import { until } from '../support/workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-marks-'));
let transcoder: Transcoder;
beforeAll(async () => {
  transcoder = await openTranscoder();
  await transcoder.work();
});
afterAll(async () => {
  await transcoder.close();
  rmSync(folder, { recursive: true, force: true });
});

const row = async (id: string) =>
  only(await transcoder.db.select().from(recordingMarks).where(eq(recordingMarks.recordingId, id)));

describe('a lecture of slides beside a moving inset', () => {
  /** When another slide is there, and when nobody speaks. */
  const SLIDES = [9, 21.5, 30];
  const SILENCE = { from: 20, to: 22 };
  let id: string;

  beforeAll(async () => {
    // white slides whose headings are bars at other places; the inset moves all the time
    const bars = [...SLIDES, 40].map((to, nth) => {
      const from = SLIDES[nth - 1] ?? 0;
      return `drawbox=x=${40 + nth * 130}:y=20:w=120:h=30:color=navy:t=fill:enable='gte(t,${from})*lt(t,${to})'`;
    });
    writeFileSync(
      join(folder, 'chapters.txt'),
      ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=20000\ntitle=여는 말\n' +
        '[CHAPTER]\nTIMEBASE=1/1000\nSTART=20000\nEND=40000\ntitle=협치란\n',
    );
    const file = join(folder, 'slides.mp4');
    ffmpeg(
      ...['-f', 'lavfi', '-i', 'color=white:size=640x360:rate=10:duration=40'],
      ...['-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=10:duration=40'],
      ...['-f', 'lavfi', '-i', 'sine=frequency=300:sample_rate=48000:duration=40'],
      ...['-i', join(folder, 'chapters.txt'), '-map_metadata', '3'],
      '-filter_complex',
      `[0]${bars.join(',')}[slides];[slides][1]overlay=460:250[v];` +
        `[2]volume=0:enable='between(t,${SILENCE.from},${SILENCE.to})'[a]`,
      ...['-map', '[v]', '-map', '[a]', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
      ...['-c:a', 'aac', file],
    );
    id = await transcoder.upload(file);
    expect((await transcoder.until(id, settled, 90)).state).toBe('ready');
    await until(async () => (await row(id)).slides !== null, 60);
  }, 180_000);

  const expectFound = async () => {
    const { slides, silences } = await row(id);
    expect(slides?.map(({ at }) => at)).toHaveLength(SLIDES.length);
    for (const [nth, { at, strength }] of (slides ?? []).entries()) {
      expect(Math.abs(at - (SLIDES[nth] ?? 0))).toBeLessThanOrEqual(0.5);
      expect(strength).toBeGreaterThan(0.01);
    }
    expect(silences).toHaveLength(1);
    expect(silences?.[0]?.from).toBeCloseTo(SILENCE.from, 0);
    expect(silences?.[0]?.to).toBeCloseTo(SILENCE.to, 0);
  };

  test('other slides and the silence are found, and nothing in the inset', expectFound);

  test('in stretches, too', async () => {
    await transcoder.db
      .update(recordingMarks)
      .set({ slides: null, silences: null })
      .where(eq(recordingMarks.recordingId, id));
    // the second begins in the silence
    await marks(transcoder.worker, { recordingId: id }, new AbortController().signal, 21);
    await expectFound();
  });

  test('the file’s own chapters are kept', async () => {
    expect((await row(id)).own).toEqual([
      { start: 0, title: '여는 말' },
      { start: 20, title: '협치란' },
    ]);
  });

  test('what fails leaves the lecture as it is, and is said', async () => {
    await transcoder.db
      .update(recordingMarks)
      .set({ slides: null, silences: null })
      .where(eq(recordingMarks.recordingId, id));
    const broken = { ...transcoder.ffmpeg, run: () => Promise.reject(new Error('no more')) };
    const { handlersOf } = await import('../../transcode/worker.ts');
    const handlers = handlersOf({ ...transcoder.worker, ffmpeg: broken });
    const attempt = { job: { kind: 'marks', recordingId: id } as const, addedAt: new Date(), last: true };
    const work = handlers.attempt({ ...attempt, signal: new AbortController().signal });
    await expect(work).rejects.toThrow('no more');
    expect(await row(id)).toMatchObject({ code: 'internal', slides: null });
    expect((await transcoder.row(id)).state).toBe('ready');
  });
});

test('a silent recording has slides all the same', async () => {
  const file = join(folder, 'silent.mp4');
  ffmpeg(
    ...['-f', 'lavfi', '-i', 'color=white:size=640x360:rate=10:duration=8'],
    ...['-f', 'lavfi', '-i', 'color=navy:size=640x360:rate=10:duration=8'],
    ...['-filter_complex', 'concat=n=2', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', file],
  );
  const id = await transcoder.upload(file);
  await transcoder.until(id, settled, 90);
  await until(async () => (await row(id)).slides !== null, 60);
  expect(await row(id)).toMatchObject({ slides: [{ at: 8, strength: 1 }], silences: [] });
});

describe('what is read of it', () => {
  /** Pictures of which each differs from the one before as `difference` says, by cell. */
  const film = (pictures: number, difference: (nth: number, cell: number) => number) =>
    Uint8Array.from({ length: pictures * CELLS }, (_, at) => difference(Math.floor(at / CELLS), at % CELLS));

  test('a few cells that stand still but for once are another slide', () => {
    expect(slidesIn(film(100, (nth, cell) => (nth === 50 && cell < 4 ? 20 : 1)))).toEqual([
      { at: 25, strength: 0.028 },
    ]);
  });

  test('a pointer is none, nor what moves all the time, nor what comes and goes', () => {
    expect(slidesIn(film(100, (nth, cell) => (nth === 50 && cell === 7 ? 90 : 0)))).toEqual([]);
    expect(slidesIn(film(100, (nth, cell) => (cell < 40 ? 20 + ((nth * 7) % 20) : 0)))).toEqual([]);
    expect(slidesIn(film(100, (nth, cell) => (nth % 10 === 0 && cell < 40 ? 30 : 0)))).toEqual([]);
  });

  test('a cut between pictures that move is one', () => {
    const marks = slidesIn(film(100, (nth) => (nth === 40 ? 90 : 10)));
    expect(marks).toEqual([{ at: 20, strength: 1 }]);
  });

  test('a slide that fades in is one, at the picture that differs most', () => {
    const fade = [9, 40, 12];
    const marks = slidesIn(film(100, (nth, cell) => (cell < 30 ? (fade[nth - 49] ?? 0) : 0)));
    expect(marks).toHaveLength(1);
  });

  test('silences: one that goes on to the end, and one over two stretches', () => {
    const printed = 'frame:1 pts:1 pts_time:1\nlavfi.silence_start=12.5\nframe:2\nlavfi.silence_end=14\n';
    const open = `${printed}lavfi.silence_start=19.2\n`;
    expect(silencesIn(open, 20)).toEqual([
      { from: 12.5, to: 14 },
      { from: 19.2, to: 20 },
    ]);
    expect(joinedSilences([silencesIn(open, 20), [{ from: 20.05, to: 23 }]])).toEqual([
      { from: 12.5, to: 14 },
      { from: 19.2, to: 23 },
    ]);
    expect(silencesIn('', 20)).toEqual([]);
  });

  test('chapters: by the lecture’s clock, within it, and nothing of what cannot be read', () => {
    const chapter = (start: number, title?: string) => ({
      start_time: String(start),
      ...(title && { tags: { title } }),
    });
    const json = (...chapters: object[]) => JSON.stringify({ chapters });
    expect(readChapters(json(chapter(5, ' 둘 '), chapter(1.4, '하나'), chapter(60, '밖')), 1.4, 50)).toEqual([
      { start: 0, title: '하나' },
      { start: 3.6, title: '둘' },
    ]);
    expect(readChapters(json(chapter(0)), 0, 50)).toEqual([]);
    expect(readChapters('{"chapters": [', 0, 50)).toEqual([]);
    expect(readChapters(json(chapter(1, 'x'.repeat(5000))), 0, 50)[0]?.title).toHaveLength(200);
  });
});

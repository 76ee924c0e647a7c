/** A site with a lecture that has all a player can show: two rungs, sound, captions in two languages, chapters. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Env } from '../../server/config.ts';
import { only } from '../../server/database/client.ts';
import { captionTracks, chapters, lectures, recordings } from '../../server/database/schema/schema.ts';
import { faultsOf, launchBrowser } from './browser.ts';
import { insertCourse } from './counters.ts';
import { publishRecording } from './lectures.ts';
import { makeRecording } from './media.ts';
import { openSite } from './site.ts';
import { startWorker, until } from './workers.ts';

/** Of the lecture. */
export const SECONDS = 40;
export const WIDTHS = [360, 768, 1280] as const;

const cues = (words: string) =>
  `WEBVTT\n\n${Array.from({ length: SECONDS / 4 }, (_, at) => {
    const stamp = (seconds: number) => `00:00:${String(seconds).padStart(2, '0')}.000`;
    return `${stamp(at * 4)} --> ${stamp(at * 4 + 4)}\n${words} ${at + 1}\n`;
  }).join('\n')}`;

/** @param settings override the site's own */
export async function openPlayerSite(settings: Env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'madang-player-'));
  const site = await openSite(settings);
  site.time.now = new Date();
  const { context, origin } = site;
  const { db } = context;
  const { data, databaseUrl } = context.config;
  const worker = await startWorker({ data, url: databaseUrl ?? '' }, { WORKER_THREADS: '2' });
  const browser = await launchBrowser();
  const file = makeRecording(join(folder, 'lecture.mp4'), { seconds: SECONDS, size: '854x480' });
  const { id: recordingId, path } = await publishRecording(context, file);
  const id = path.split('/').at(-1) ?? '';

  const { courseId, lectureIds } = await insertCourse(db, '다', []);
  const [nextId = ''] = lectureIds;
  const described = { title: '협치란 무엇인가', titleEn: 'What is co-governance?', instructor: '김협치' };
  await db
    .update(lectures)
    .set({ ...described, courseId, courseOrder: 0 })
    .where(eq(lectures.id, id));
  await db.insert(captionTracks).values([
    { lectureId: id, language: 'ko', vtt: cues('함께 정하는 일입니다') },
    { lectureId: id, language: 'en', vtt: cues('It is deciding together') },
  ]);
  await db.insert(chapters).values([
    { lectureId: id, start: 0, title: '여는 말' },
    { lectureId: id, start: 20, title: '협치의 원칙' },
  ]);
  const isReady = async () => {
    const rows = await db.select().from(recordings).where(eq(recordings.id, recordingId));
    return only(rows).state === 'ready';
  };
  await until(isReady, 120);

  return {
    ...site,
    browser,
    recordingId,
    lecture: { id, path, address: origin + path },
    next: { id: nextId, path: `/lectures/${nextId}` },
    /** The lecture's page, opened by somebody new. */
    async open(options: BrowserContextOptions = {}): Promise<{ page: Page; faults: string[] }> {
      const page = await (await browser.newContext({ locale: 'ko-KR', ...options })).newPage();
      const faults = faultsOf(page);
      await page.goto(origin + path);
      await page.getByRole('button', { name: '강의 재생' }).waitFor();
      return { page, faults };
    },
    async close() {
      await browser.close();
      worker.kill('SIGKILL');
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

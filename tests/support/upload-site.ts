/** A studio for tests of uploads: the real API in a process of its own behind a line that can be cut, and Chromium. */
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { freePort } from '../../scripts/platform/port.ts';
import type { Env } from '../../server/config.ts';
import { rowsOf } from '../../server/database/client.ts';
import { sourceKey } from '../../server/storage/keys.ts';
import { startApi } from './api.ts';
import { testApp } from './app.ts';
import { launchBrowser } from './browser.ts';
import { openLine } from './line.ts';
import type { DroppedFile } from './pages.ts';
import { startWorker } from './workers.ts';

/** Bits a second: a file of 6 MB takes a few seconds, in which something can happen. */
export const SLOW = 12_000_000;
export const MB = 1024 ** 2;

type Stored = {
  id: string;
  lectureId: string;
  name: string;
  sha256: string;
  title: string;
  order: number;
  course: string | null;
};

/** @param env settings of the API besides those of every test */
export async function openUploadSite(env: Env = {}) {
  const platform = await testApp();
  const { config, db, storage } = platform.context;
  const port = await freePort('127.0.0.1');
  const line = await openLine(() => port);
  const settings = { ...env, MADANG_PORT: String(port), MADANG_PUBLIC_URL: line.origin };
  const [api, browser] = await Promise.all([startApi(config, settings), launchBrowser()]);

  /** What was uploaded under names like this, in order. */
  const uploaded = (like: string) =>
    rowsOf<Stored>(
      db,
      sql`select r.id, r.lecture_id as "lectureId", r.name, r.sha256, l.title, l.course_order as "order", c.title as course
      from recordings r join lectures l on l.id = r.lecture_id left join courses c on c.id = l.course_id
      where r.name like ${like} and r.replaced_at is null order by r.name, r.created_at`,
    );

  async function cookies(role: 'staff' | 'administrator' = 'staff') {
    const { cookies } = await platform.as(role);
    return Object.entries(cookies).map(([name, value]) => ({ name, value, url: line.origin }));
  }
  return {
    ...{ platform, line, api, browser, uploaded },
    /** Cookies of somebody new among the staff. */
    cookies,
    /** Somebody new among the staff, in a browser of their own. */
    async signedIn(role?: 'staff' | 'administrator'): Promise<BrowserContext> {
      const context = await browser.newContext({ locale: 'ko-KR' });
      await context.addCookies(await cookies(role));
      return context;
    },
    /** A file has become one recording, once, with all its bytes. */
    async expectOnce(file: DroppedFile): Promise<void> {
      const rows = await uploaded(file.name);
      expect(rows.map(({ sha256 }) => sha256)).toEqual([hashOf(file.content)]);
      const hash = createHash('sha256');
      for await (const part of await storage.read(sourceKey(rows[0]?.id ?? ''))) hash.update(part);
      expect(hash.digest('hex')).toBe(hashOf(file.content));
    },
    /** The studio in a new tab. */
    async studio(context: BrowserContext): Promise<Page> {
      const page = await context.newPage();
      await page.goto(`${line.origin}/studio`);
      await page.getByRole('button', { name: '영상 올리기' }).waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await api.kill();
      await line.close();
      await platform.close();
    },
  };
}

/** The same with a worker that transcodes what is uploaded. */
export async function openWorkedUploadSite() {
  const site = await openUploadSite();
  const { data, databaseUrl } = site.platform.context.config;
  const worker = await startWorker({ data, url: databaseUrl ?? '' });
  return {
    ...site,
    async close() {
      worker.kill('SIGKILL');
      await site.close();
    },
  };
}

export const recording = (name: string, bytes: number): DroppedFile => ({
  name,
  content: randomBytes(bytes),
});
export const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
export const dock = (page: Page) => page.getByRole('region', { name: '올리는 파일' });
export const done = (page: Page) => dock(page).getByText('모두 올렸습니다').waitFor({ timeout: 60_000 });

/** Waits until the server has more than so many hundredths of the only upload under way. */
export const arrived = (page: Page, share: number) =>
  expect
    .poll(
      async () => Number(await dock(page).getByRole('progressbar').last().getAttribute('aria-valuenow')),
      { timeout: 60_000 },
    )
    .toBeGreaterThan(share);

/** Offsets at which a page begins to send from now on. */
export function offsetsOf(page: Page): number[] {
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  return offsets;
}

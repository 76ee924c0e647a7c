/**
 * Uploads as staff make them, over lines that drop, while servers, pages and browsers end. What is compared in the
 * end is what is stored.
 */
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { launchProfile, limitNetwork } from '../support/browser.ts';
import { dropFiles } from '../support/pages.ts';
import {
  arrived,
  dock,
  done,
  hashOf,
  MB,
  offsetsOf,
  openUploadSite,
  recording,
  SLOW,
} from '../support/upload-site.ts';

const site = await openUploadSite();
const { api, line, uploaded, expectOnce } = site;
let staff: BrowserContext;
let cookies: Awaited<ReturnType<typeof site.cookies>>;
afterAll(site.close);
beforeEach(async () => {
  staff = await site.browser.newContext({ locale: 'ko-KR' });
  cookies = await site.cookies();
  await staff.addCookies(cookies);
});
afterEach(() => staff.close());
const studio = () => site.studio(staff);

test('the server is killed in the middle of an upload and started again: it goes on by itself', async () => {
  const page = await studio();
  await limitNetwork(page, SLOW);
  const file = recording('killed.mp4', 6 * MB);
  await dropFiles(page, [file]);
  await arrived(page, 20);
  await api.kill();
  await dock(page)
    .getByText(/초 뒤에 다시 시도합니다/)
    .waitFor({ timeout: 60_000 });
  const offsets = offsetsOf(page);
  await api.start();
  await done(page);
  expect(offsets[0]).toBeGreaterThan(MB);
  await expectOnce(file);
});

test('the answer to the lecture that is made for a file is lost: there is one lecture, once', async () => {
  const page = await studio();
  const file = recording('02_대답이 끊긴 강의.mp4', MB);
  let lost = 0;
  await page.route('**/api/lectures', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.fallback();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await dropFiles(page, [file]);
  await done(page);
  expect(lost).toBe(1);
  await expectOnce(file);
  await page.getByRole('row', { name: /대답이 끊긴 강의/ }).waitFor();
  expect(await page.getByRole('row', { name: /대답이 끊긴 강의/ }).count()).toBe(1);
});

test('an upload is cancelled before the answer to its lecture has come: no empty lecture is left', async () => {
  const page = await studio();
  let lost = 0;
  await page.route('**/api/lectures', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await route.fetch();
    lost += 1;
    await route.abort();
  });
  await dropFiles(page, [recording('04_그만둔 강의.mp4', MB)]);
  await expect.poll(() => lost, { timeout: 30_000 }).toBeGreaterThan(0);
  await page.reload();
  const row = page.getByRole('row', { name: /그만둔 강의/ });
  await row.waitFor();
  await dock(page).getByRole('button', { name: '올리기 취소' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '올리기 취소' }).click();
  await row.waitFor({ state: 'detached' });
});

test('what an older version of the page left in the queue goes on, or is cancelled and leaves nothing', async () => {
  const page = await studio();
  let down = true;
  await page.route('**/api/lectures', (route) =>
    down && route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  const [kept, cancelled] = [recording('05_옛 판이 남긴 강의.mp4', MB), recording('06_옛 판의 강의.mp4', MB)];
  await dropFiles(page, [kept, cancelled]);
  await expect.poll(() => page.evaluate(forgetNewFields)).toBe(2);
  await page.reload();
  const item = dock(page).getByRole('listitem').filter({ hasText: cancelled.name });
  await item.getByRole('button', { name: '올리기 취소' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '올리기 취소' }).click();
  await item.waitFor({ state: 'detached' });
  down = false;
  await done(page);
  await expectOnce(kept);
  expect(await uploaded(cancelled.name)).toEqual([]);
});

/** Takes from what waits in the queue what its first version did not have. @returns how many, once their files are kept */
function forgetNewFields(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('madang-uploads');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('items', 'readwrite');
      const reading = transaction.objectStore('items').getAll();
      let old = 0;
      reading.onsuccess = () => {
        for (const { draftId, same, course, handle, sha256, ...item } of reading.result) {
          if (item.step !== 'draft' || !item.kept) continue;
          transaction.objectStore('items').put(item);
          old += 1;
        }
      };
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(old);
      };
    };
  });
}

test('the page is closed in the middle of an upload and opened again: it goes on by itself', async () => {
  const page = await studio();
  await limitNetwork(page, SLOW);
  const file = recording('closed.mp4', 6 * MB);
  await dropFiles(page, [file]);
  await arrived(page, 20);
  await page.close();
  const again = await studio();
  await done(again);
  await expectOnce(file);
});

test('the browser is closed in the middle of an upload and started again: it goes on by itself', async () => {
  const folder = join(site.platform.context.config.data, 'profile');
  const file = recording('restarted.mp4', 6 * MB);
  const before = await launchProfile(folder);
  await before.addCookies(cookies.map((one) => ({ ...one, expires: Date.now() / 1000 + 3600 })));
  const page = await site.studio(before);
  await limitNetwork(page, SLOW);
  await dropFiles(page, [file]);
  await arrived(page, 20);
  await before.close();
  const after = await launchProfile(folder);
  try {
    await done(await site.studio(after));
    await expectOnce(file);
  } finally {
    await after.close();
  }
});

test('the machine sleeps for an hour in the middle of an upload: when it wakes it goes on by itself', async () => {
  await staff.addInitScript(() => {
    const [now, date] = [performance.now.bind(performance), Date.now.bind(Date)];
    let slept = 0;
    performance.now = () => now() + slept;
    Date.now = () => date() + slept;
    Object.assign(window, {
      sleep: () => {
        slept += 3_600_000;
      },
    });
  });
  const page = await studio();
  await limitNetwork(page, SLOW);
  const file = recording('slept.mp4', 6 * MB);
  await dropFiles(page, [file]);
  await arrived(page, 20);
  const session = await staff.newCDPSession(page);
  const offsets = offsetsOf(page);
  await page.evaluate(() => (window as unknown as { sleep(): void }).sleep());
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  line.cut();
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await done(page);
  expect(offsets[0]).toBeGreaterThan(MB);
  await expectOnce(file);
});

test('of two tabs one sends and both show it; when it is closed the other goes on', async () => {
  const [first, second] = [await studio(), await studio()];
  const [offsets, others] = [offsetsOf(first), offsetsOf(second)];
  await limitNetwork(first, SLOW);
  await limitNetwork(second, SLOW);
  const file = recording('tabs.mp4', 16 * MB);
  await dropFiles(second, [file]);
  await arrived(first, 20);
  await arrived(second, 20);
  expect(offsets.length).toBeGreaterThan(0);
  expect(others).toEqual([]);
  await first.close();
  await done(second);
  expect(others[0]).toBeGreaterThan(0);
  await expectOnce(file);
});

test('over a network that fails every two seconds an upload comes to its end, and no byte differs', async () => {
  const page = await studio();
  await limitNetwork(page, SLOW);
  const file = recording('dropping.mp4', 8 * MB);
  const offsets = offsetsOf(page);
  await dropFiles(page, [file]);
  await arrived(page, 5);
  let cuts = 0;
  const failing = setInterval(() => {
    line.cut();
    cuts += 1;
  }, 2000);
  try {
    await done(page);
  } finally {
    clearInterval(failing);
  }
  expect(cuts).toBeGreaterThan(2);
  expect(new Set(offsets).size).toBeGreaterThan(2);
  await expectOnce(file);
});

test('twenty files at once: each becomes its lecture, once', async () => {
  const page = await studio();
  const files = Array.from({ length: 20 }, (_, nth) => {
    const order = String(nth + 1).padStart(2, '0');
    return recording(`${order}_스무 개 가운데 ${order}번째.mp4`, 50_000 + nth);
  });
  await dropFiles(page, files);
  await done(page);
  const rows = await uploaded('%스무 개 가운데%');
  expect(rows.map(({ sha256 }) => sha256)).toEqual(files.map(({ content }) => hashOf(content)));
  expect(rows.map(({ order }) => order)).toEqual(files.map((_, nth) => nth + 1));
  expect(rows[2]?.title).toBe('스무 개 가운데 03번째');
});

/** The site as an app: it can be installed, opens without a network, and takes up a new version when one says so. */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf } from '../support/browser.ts';
import { openRenewable } from '../support/renewable.ts';
import { openStage } from '../support/site.ts';

const { site, browser, close } = await openStage();
afterAll(close);

/** Until the service worker answers for the page. */
const controlled = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null);
const bar = (page: Page) => page.getByText('인터넷에 연결되어 있지 않습니다');

test('Chromium would install it, under its Korean name', async () => {
  const page = await browser.newPage();
  await page.goto(site.origin);
  await controlled(page);
  const session = await page.context().newCDPSession(page);
  const { data, errors } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '')).toMatchObject({ name: '경기도 협치학교 마당', display: 'standalone' });
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // this browser's windows leave nothing behind, which is no fault of the site
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
    [],
  );
  const icons: { src: string; sizes: string }[] = JSON.parse(data ?? '').icons;
  const sizes = await page.evaluate(
    (icons) =>
      Promise.all(
        icons.map(async ({ src }) => {
          const picture = new Image();
          picture.src = src;
          await picture.decode();
          return `${picture.naturalWidth}x${picture.naturalHeight}`;
        }),
      ),
    icons.filter(({ sizes }) => sizes !== 'any'),
  );
  expect(sizes).toEqual(icons.map(({ sizes }) => sizes).filter((one) => one !== 'any'));
  await page.close();
});

test('without a network it opens, says so, and goes on by itself when there is one', async () => {
  const context = await browser.newContext({ locale: 'ko-KR' });
  const page = await context.newPage();
  await page.goto(site.origin);
  await controlled(page);
  await context.setOffline(true);
  await page.goto(`${site.origin}/courses`);
  await page.getByRole('heading', { level: 1, name: '과정' }).waitFor();
  await bar(page).waitFor();
  await page.getByText('서버에 연결하지 못했습니다').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  // a page of its own, which was never opened before
  await page.goto(`${site.origin}/my`);
  await page.getByRole('heading', { level: 1, name: '나의 강의실' }).waitFor();
  await context.setOffline(false);
  await page.getByText('수강 중인 강의가 없습니다').waitFor();
  await bar(page).waitFor({ state: 'detached' });
  await context.close();
});

test('a network that comes back while something fails for want of it is not missed', async () => {
  const context = await browser.newContext({ locale: 'ko-KR' });
  const page = await context.newPage();
  await page.goto(site.origin);
  await controlled(page);
  let fail = () => {};
  const back = new Promise<void>((settle) => {
    fail = settle;
  });
  await page.route(
    '**/api/courses*',
    async (route) => {
      await back;
      await route.abort('internetdisconnected');
    },
    { times: 1 },
  );
  await context.setOffline(true);
  await page.goto(`${site.origin}/courses`);
  await page.getByRole('heading', { level: 1, name: '과정' }).waitFor();
  await context.setOffline(false);
  await page.waitForFunction(() => navigator.onLine);
  fail();
  await page.getByText('등록된 과정이 없습니다').waitFor();
  await context.close();
});

test('it keeps the app alone: nothing that somebody was told', async () => {
  const context = await site.signedIn(browser, 'administrator');
  const page = await context.newPage();
  await page.goto(site.origin);
  await controlled(page);
  for (const path of ['/my', '/admin/people', '/lectures']) {
    await page.goto(site.origin + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain('/');
  expect(kept.filter((path) => !/^\/($|assets\/|icon|manifest\.webmanifest$)/.test(path))).toEqual([]);
  await context.close();
});

test('a new version waits until somebody reloads, and is then all there is', async () => {
  const renewable = await openRenewable(site.origin);
  const context = await browser.newContext({ locale: 'ko-KR' });
  const [page, other] = [await context.newPage(), await context.newPage()];
  const faults = faultsOf(page);
  await page.goto(renewable.origin);
  await controlled(page);
  await other.goto(renewable.origin);
  renewable.renew();
  const look = () => page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await look();
  const news = page.getByText('새 버전이 있습니다');
  await news.waitFor();
  await other.getByText('새 버전이 있습니다').waitFor();
  expect(await versionOf(page)).toBe('old');

  await page.getByRole('button', { name: '새로 고침' }).click();
  await expect.poll(() => versionOf(page)).toBe('new');
  await news.waitFor({ state: 'detached' });
  // the other tab is told, and left alone
  expect(await versionOf(other)).toBe('old');
  await other.getByText('새 버전이 있습니다').waitFor();
  await context.setOffline(true);
  await page.goto(`${renewable.origin}/courses`);
  await page.getByRole('heading', { level: 1, name: '과정' }).waitFor();
  expect(await versionOf(page)).toBe('new');
  expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
  expect(faults.filter((fault) => fault.startsWith('error'))).toEqual([]);
  await context.close();
  await renewable.close();
});

test('a page that came with a new version takes it up without a word', async () => {
  const renewable = await openRenewable(site.origin);
  const context = await browser.newContext({ locale: 'ko-KR' });
  const page = await context.newPage();
  await page.goto(renewable.origin);
  await controlled(page);
  const [before] = await page.evaluate(() => caches.keys());
  renewable.renew();
  await page.goto(renewable.origin);
  const kept = () => page.evaluate(() => caches.keys());
  await expect.poll(kept).not.toContain(before);
  expect(await kept()).toHaveLength(1);
  expect(await versionOf(page)).toBe('new');
  expect(await page.getByText('새 버전이 있습니다').count()).toBe(0);
  await context.close();
  await renewable.close();
});

test('a part that does not arrive takes the page away only where a new version has taken its place', async () => {
  const renewable = await openRenewable(site.origin);
  const context = await browser.newContext({ locale: 'ko-KR', serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.route(/\/assets\/(courses|my)-[\w-]+\.js$/, (route) => route.abort());
  await page.goto(renewable.origin);
  const menu = page.getByRole('navigation', { name: '주 메뉴' });
  await page.evaluate(() => document.documentElement.classList.add('opened-first'));
  const stayed = () => page.evaluate(() => document.documentElement.classList.contains('opened-first'));
  const looked = page.waitForResponse(`${renewable.origin}/`);
  await menu.getByRole('link', { name: '과정' }).click();
  await page.getByText('화면을 불러오지 못했습니다').waitFor();
  await looked;
  await menu.getByRole('link', { name: '강의', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '강의 목록' }).waitFor();
  expect(await stayed()).toBe(true);

  renewable.renew();
  await menu.getByRole('link', { name: '나의 강의실' }).click();
  await expect.poll(stayed).toBe(false);
  await expect.poll(() => versionOf(page)).toBe('new');
  await context.close();
  await renewable.close();
});

const versionOf = (page: Page) =>
  page.evaluate(() => (document.querySelector('script[src*="renewed"]') ? 'new' : 'old'));

/** Every dialog of the residents' site, on a phone and on an office screen: nothing that axe finds, focus stays in, and goes back. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, launchBrowser } from '../support/browser.ts';
import { mediaLecture } from '../support/lectures.ts';
import { openSite } from '../support/site.ts';

const SCREENS = { phone: { width: 360, height: 740 }, office: { width: 1280, height: 900 } };
type Screen = keyof typeof SCREENS;
const BOTH: Screen[] = ['phone', 'office'];
/** More presses of Tab than any dialog has stops. */
const MOST_STOPS = 30;

interface Opened {
  dialog: string;
  path: '/' | '/lectures' | '/account' | 'LECTURE';
  on: Screen[];
  /** Presses what opens it, by keys. */
  open: (page: Page) => Promise<void>;
  /** what has the focus again */
  back: (page: Page) => Locator;
}

const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first();
const byEnter =
  (...names: (string | RegExp)[]) =>
  async (page: Page) => {
    for (const name of names) await button(name)(page).press('Enter');
  };
const player = (page: Page) => page.getByRole('region', { name: /^강의 영상/ });

const DIALOGS: Opened[] = [
  {
    ...{ dialog: '글자·화면 설정', path: '/', on: ['office'] },
    ...{ open: byEnter('글자·화면 설정'), back: button('글자·화면 설정') },
  },
  { dialog: '전체메뉴', path: '/', on: ['phone'], open: byEnter('전체메뉴'), back: button('전체메뉴') },
  {
    ...{ dialog: '글자·화면 설정', path: '/', on: ['phone'] },
    ...{ open: byEnter('전체메뉴', '글자·화면 설정'), back: button('전체메뉴') },
  },
  { dialog: '조건', path: '/lectures', on: ['phone'], open: byEnter(/^조건/), back: button(/^조건/) },
  {
    ...{ dialog: '단축키 안내', path: 'LECTURE', on: BOTH },
    open: async (page) => {
      await player(page).focus();
      await page.keyboard.press('?');
    },
    back: player,
  },
  {
    ...{ dialog: '자막 설정', path: 'LECTURE', on: BOTH },
    open: async (page) => {
      await button('자막 켜기')(page).press('Enter');
      await button(/^자막 언어/)(page).press('Enter');
      await page.getByRole('menuitem', { name: '자막 설정' }).press('Enter');
    },
    back: button(/^자막 언어/),
  },
  {
    ...{ dialog: '오프라인 저장', path: 'LECTURE', on: BOTH },
    ...{ open: byEnter('오프라인 저장'), back: button('오프라인 저장') },
  },
  {
    ...{ dialog: '모든 기기에서 로그아웃', path: '/account', on: BOTH },
    ...{ open: byEnter('모든 기기에서 로그아웃'), back: button('모든 기기에서 로그아웃') },
  },
];

const site = await openSite();
let browser: Browser;
let lecture: string;

beforeAll(async () => {
  browser = await launchBrowser();
  lecture = `/lectures/${(await mediaLecture(site.context, await site.as('staff'))).id}`;
});
afterAll(async () => {
  await browser?.close();
  await site.close();
});

/** Where the focus is: in the dialog, in nothing of the page (the browser's own bar), or beside it. */
const focusIn = (dialog: Locator) =>
  dialog.evaluate((element) => {
    const { activeElement } = document;
    if (activeElement === document.body) return 'nowhere';
    return element.contains(activeElement) ? 'inside' : (activeElement?.outerHTML.slice(0, 120) ?? 'nowhere');
  });

const cases = DIALOGS.flatMap(({ on, ...opened }) => on.map((screen) => ({ screen, ...opened })));
test.each(cases)('$dialog on $path, $screen', async ({ dialog: name, path, screen, open, back }) => {
  const page = await (await site.signedIn(browser, 'resident')).newPage();
  await page.setViewportSize(SCREENS[screen]);
  await page.goto(site.origin + (path === 'LECTURE' ? lecture : path));
  await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await open(page);
  const dialog = page.getByRole('dialog', { name });
  await dialog.waitFor();
  await page.waitForLoadState('networkidle');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

  const places = new Set<string>();
  for (let press = 0; press < MOST_STOPS; press++) {
    await page.keyboard.press('Tab');
    places.add(await focusIn(dialog));
  }
  places.delete('nowhere');
  expect([...places]).toEqual(['inside']);

  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await expect
    .poll(() =>
      back(page).evaluate(
        (element) => element === document.activeElement || element.contains(document.activeElement),
      ),
    )
    .toBe(true);
  await page.context().close();
});

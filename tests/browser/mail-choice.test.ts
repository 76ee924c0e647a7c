/** The studio's switch for mails, in real Chromium. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf, launchBrowser } from '../support/browser.ts';
import { openSite } from '../support/site.ts';

let site: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;

beforeAll(async () => {
  site = await openSite();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test('staff turn mails on by keyboard, which stays so; what the server did not keep is not shown as kept', async () => {
  const page = await (await site.signedIn(browser, 'staff')).newPage();
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/studio`);
  const choice = page.getByRole('checkbox', { name: '변환이 끝나거나 실패하면 이메일 받기' });
  await choice.waitFor();
  expect(await choice.isChecked()).toBe(false);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await accessibilityFaults(page), `${width} px`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  }

  await choice.press('Space');
  await page.getByRole('status').filter({ hasText: '이메일을 보내 드립니다' }).waitFor();
  await page.reload();
  await choice.waitFor();
  expect(await choice.isChecked()).toBe(true);
  expect(faults).toEqual([]);

  await page.route('**/api/me', (route) => route.abort());
  await choice.press('Space');
  await page.getByRole('alert').filter({ hasText: '서버에 연결하지 못했습니다' }).waitFor();
  expect(await choice.isChecked()).toBe(true);
});

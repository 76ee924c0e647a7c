/** The whole path by keyboard alone: a file is chosen, described, published, and plays. axe looks on at every stop. */
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf, videoState } from '../support/browser.ts';
import { makeRecording } from '../support/media.ts';
import { pickByField } from '../support/pages.ts';
import { done, openWorkedUploadSite } from '../support/upload-site.ts';

const site = await openWorkedUploadSite();
const { config } = site.platform.context;
afterAll(site.close);

/** More presses than any page has stops. */
const MOST_STOPS = 120;

/** Presses Tab until something has the focus, which can be seen on it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let press = 0; press < MOST_STOPS; press += 1) {
    await page.keyboard.press('Tab');
    const ring = await target.evaluate((element) => {
      if (element !== document.activeElement) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return {
        outline: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        shadow: boxShadow !== 'none',
      };
    });
    if (ring === null) continue;
    expect(ring.outline || ring.shadow, `${target} shows no focus`).toBe(true);
    return;
  }
  throw new Error(`Tab never comes to ${target}`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

test('from choosing a file to a lecture that plays, nobody touches a mouse', async () => {
  const page = await (await site.signedIn()).newPage();
  await pickByField(page);
  const faults = faultsOf(page);
  const clean = async () => expect(await accessibilityFaults(page), page.url()).toEqual([]);
  await page.goto(`${site.line.origin}/studio`);

  const chooser = page.waitForEvent('filechooser');
  await press(page, page.getByRole('button', { name: '영상 올리기' }));
  const name = '01_자판으로_올린_강의_홍길동.mp4';
  await (await chooser).setFiles(makeRecording(join(config.data, name), { seconds: 6 }));
  await done(page);
  const row = page.getByRole('row', { name: /자판으로 올린 강의/ });
  await row.getByText('변환 완료').waitFor({ timeout: 120_000 });
  await clean();

  await press(page, row.getByRole('link', { name: '자판으로 올린 강의', exact: true }));
  const tab = (name: string) => page.getByRole('tab', { name, selected: true });
  await tabTo(page, tab('영상'));
  await clean();
  await page.keyboard.press('ArrowRight');
  await tab('정보').waitFor();
  await tabTo(page, page.getByLabel('소개', { exact: true }));
  await page.keyboard.type('마우스 없이 적은 요약');
  await page
    .getByText(/\d\d:\d\d 저장됨/)
    .first()
    .waitFor();
  await clean();
  await tabTo(page, tab('정보'));
  await page.keyboard.press('End');
  await tab('공개').waitFor();
  await clean();
  await press(page, page.getByRole('button', { name: '공개하기' }));
  await page.getByText('지금 누구나 볼 수 있습니다.').waitFor();
  await clean();

  await press(page, page.getByRole('link', { name: '강의 보기' }));
  await press(page, page.getByRole('button', { name: '강의 재생' }));
  await expect.poll(async () => (await videoState(page)).frames, { timeout: 30_000 }).toBeGreaterThan(30);
  await page.getByText('마우스 없이 적은 요약').waitFor();
  await clean();
  expect(faults).toEqual([]);
}, 240_000);

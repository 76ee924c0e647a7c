/** What staff press goes away by being pressed: the keyboard's focus goes to what took its place, never to the page's beginning. */
import { afterAll, expect, test } from 'vitest';
import { limitNetwork } from '../support/browser.ts';
import { watchableLecture } from '../support/lectures.ts';
import { dropFiles } from '../support/pages.ts';
import { openStage } from '../support/site.ts';
import { arrived, dock, done, MB, recording, SLOW } from '../support/upload-site.ts';

const { site, browser, close } = await openStage();
afterAll(close);
const staff = await site.as('staff');
const page = await (await site.withCookies(browser, staff.cookies)).newPage();

/** Of what has the focus: its name, or its words. */
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return 'nothing';
    return element.getAttribute('aria-label') ?? element.textContent;
  });
const focusIsAt = (name: string) => expect.poll(focused, { timeout: 10_000 }).toBe(name);

test('in the dock: after pausing, resuming, and cancelling one of two uploads', async () => {
  await page.goto(`${site.origin}/studio`);
  await page.getByRole('button', { name: '영상 올리기' }).waitFor();
  await limitNetwork(page, SLOW / 8);
  await dropFiles(page, [recording('첫째.mp4', 8 * MB), recording('둘째.mp4', MB)]);
  await arrived(page, 0);
  const first = dock(page).getByRole('listitem').filter({ hasText: '첫째.mp4' });
  await first.getByRole('button', { name: '멈추기' }).press('Enter');
  await focusIsAt('이어 올리기');
  await page.keyboard.press('Enter');
  await focusIsAt('멈추기');
  await first.getByRole('button', { name: '올리기 취소' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '올리기 취소' }).press('Enter');
  await first.waitFor({ state: 'detached' });
  await expect
    .poll(() => dock(page).evaluate((element) => element.contains(document.activeElement)))
    .toBe(true);
  await limitNetwork(page, null);
  await done(page);
});

test('among handouts, in the bin, and where a lecture is published', async () => {
  const id = await watchableLecture(site.context, staff, { title: '초점을 지키는 강의' });
  await page.goto(`${site.origin}/studio/lectures/${id}?tab=info`);
  const part = page.getByRole('region', { name: '자료' });
  await part.locator('input[type=file]').setInputFiles(
    ['가.pdf', '나.pdf'].map((name) => ({
      ...{ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') },
    })),
  );
  for (const [name, next] of [
    ['가.pdf 삭제', '나.pdf'],
    ['나.pdf 삭제', '자료 올리기'],
  ] as const) {
    await part.getByRole('button', { name }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: '삭제' }).press('Enter');
    await focusIsAt(next);
  }

  await page.goto(`${site.origin}/studio/lectures/${id}?tab=publish`);
  await page.getByRole('button', { name: '비공개로 바꾸기' }).press('Enter');
  await focusIsAt('공개하기');

  const other = await watchableLecture(site.context, staff, { title: '다른 강의' });
  await staff('POST', '/api/lectures/bin', { ids: [id, other] });
  await page.goto(`${site.origin}/studio/bin`);
  const restore = page.getByRole('button', { name: /되살리기$/ });
  // the lecture of the upload that was cancelled lies there too
  const { total } = (await staff('GET', '/api/lectures?scope=bin')).body;
  await expect.poll(() => restore.count()).toBe(total);
  const [, ...names] = await restore.evaluateAll((all) =>
    all.map((one) => one.getAttribute('aria-label') ?? ''),
  );
  await restore.first().focus();
  for (const next of [...names, '휴지통']) {
    await page.keyboard.press('Enter');
    await focusIsAt(next);
  }
});

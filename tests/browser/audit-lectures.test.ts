/** The access log of what administrators do to lectures of other people, read and searched in real Chromium. */
import { afterAll, expect, test } from 'vitest';
import { faultsOf } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { mediaLecture } from '../support/lectures.ts';
import { openStage } from '../support/site.ts';

const { site, browser, close } = await openStage();
afterAll(close);

test.each([1280, 360])('it is found by what was done, in both languages: %s px', async (width) => {
  const staff = await site.as('staff');
  const administrator = await site.as('administrator');
  const title = `협치란 무엇인가 ${width}`;
  const { id } = await mediaLecture(site.context, staff, { title });
  await administrator('PATCH', `/api/lectures/${id}`, { visibility: 'draft', venue: '수원' });
  await administrator('DELETE', `/api/lectures/${id}/captions/ko`);
  await administrator('DELETE', `/api/lectures/${id}`);

  const viewport = { width, height: 900 };
  const page = await (await site.withCookies(browser, administrator.cookies, { viewport })).newPage();
  const faults = faultsOf(page);
  const main = page.getByRole('main');
  await page.goto(`${site.origin}/admin/audit`);
  await main.getByLabel('대상').fill(title);
  await main.getByRole('button', { name: '찾기' }).press('Enter');
  await main.getByText('총 3건').waitFor();
  const rows = async () =>
    (await main.locator('tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/gu, ' '));
  expect(await rows()).toMatchObject([
    expect.stringContaining(`다른 사람의 강의를 휴지통에 넣었습니다 강의 ‘${title}’ · staff`),
    expect.stringContaining(`다른 사람의 강의 자막을 지웠습니다 한국어 강의 ‘${title}’ · staff`),
    expect.stringContaining(`다른 사람의 강의를 고쳤습니다 공개 여부, 장소 · 비공개 강의 ‘${title}’ · staff`),
  ]);
  await expectFitting(page, 'what was done');

  await main.getByLabel('한 일').selectOption('다른 사람의 강의 자막을 지웠습니다');
  await main.getByRole('button', { name: '찾기' }).press('Enter');
  await main.getByText('총 1건').waitFor();
  await page.evaluate(() => localStorage.setItem('madang.language', 'en'));
  await page.reload();
  await main.getByText('1 in total').waitFor();
  const label = await main.getByLabel('What was done').locator('option:checked').innerText();
  expect(label).toBe('Deleted captions of somebody else’s lecture');
  expect(await rows()).toMatchObject([
    expect.stringContaining(`Deleted captions of somebody else’s lecture Korean Lecture “${title}” · staff`),
  ]);
  await expectFitting(page, 'in English');
  expect(faults).toEqual([]);
  await page.context().close();
});

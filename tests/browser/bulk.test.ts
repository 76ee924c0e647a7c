/** What the studio does with lectures from their list and to the bin, in real Chromium, and what others then see. */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import type { Browser as Visitor } from '../support/app.ts';
import { faultsOf } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { watchableLecture } from '../support/lectures.ts';
import { openStage } from '../support/site.ts';

const DAY = 86_400_000;

const { site, browser, close } = await openStage();
afterAll(close);
const { origin } = site;

const pageOf = async ({ cookies }: Visitor): Promise<Page> =>
  (await site.withCookies(browser, cookies)).newPage();

test('who has the address of an unlisted lecture watches it, and nobody finds it; deleted it waits in the bin', async () => {
  const staff = await site.as('staff');
  const id = await watchableLecture(site.context, staff, {
    title: '주소로만 보는 강의',
    visibility: 'draft',
  });
  const page = await pageOf(staff);
  await page.goto(`${origin}/studio/lectures/${id}?tab=publish`);
  await page.getByRole('radio', { name: '주소를 아는 사람' }).check();
  await page.getByRole('button', { name: '공개하기' }).press('Enter');
  await page.getByText('지금 주소를 아는 사람은 누구나 볼 수 있습니다.').waitFor();
  const stranger = await pageOf(await site.as(null));
  await stranger.goto(`${origin}/lectures?q=${encodeURIComponent('주소로만')}`);
  await stranger.getByText('검색 결과가 없습니다').first().waitFor();
  await stranger.goto(`${origin}/lectures/${id}`);
  await stranger.getByRole('heading', { name: '주소로만 보는 강의' }).waitFor();

  await page.getByRole('button', { name: '휴지통으로 보내기' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '휴지통으로 보내기' }).press('Enter');
  await page.waitForURL(/\/studio$/);
  await stranger.reload();
  await stranger.getByRole('heading', { name: '강의를 찾을 수 없습니다' }).waitFor();
  await page.goto(`${origin}/studio/bin`);
  const day = new Intl.DateTimeFormat('ko-KR', { dateStyle: 'medium', timeZone: 'Asia/Seoul' });
  const emptied = day.format(new Date(site.time.now.getTime() + 30 * DAY));
  const item = page.getByRole('listitem').filter({ hasText: '주소로만 보는 강의' });
  await item.getByText(emptied).waitFor();
  await page.getByRole('button', { name: '주소로만 보는 강의 되살리기' }).press('Enter');
  await item.waitFor({ state: 'detached' });
  await stranger.reload();
  await stranger.getByRole('heading', { name: '주소로만 보는 강의' }).waitFor();
  await Promise.all([page, stranger].map((one) => one.context().close()));
});

test('of many the chosen ones alone are put into a course, given an audience and published', async () => {
  const staff = await site.as('staff');
  const course = (await staff('POST', '/api/courses', { title: '함께 고른 과정' })).body.id;
  const ids: string[] = [];
  for (const title of ['아래 강의', '고른 강의 하나', '가운데 강의', '고른 강의 둘'])
    ids.push(await watchableLecture(site.context, staff, { title, visibility: 'draft' }));
  ids.push((await staff('POST', '/api/lectures', { title: '영상이 없는 강의' })).body.id);
  const page = await pageOf(staff);
  const faults = faultsOf(page);
  await page.goto(`${origin}/studio`);
  for (const title of ['고른 강의 하나', '고른 강의 둘'])
    await page.getByRole('checkbox', { name: `${title} 선택` }).press('Space');
  // what comes first after this is in another place of the list
  await staff('PATCH', `/api/lectures/${ids[0]}`, { title: '위로 온 강의' });
  ids.push(await watchableLecture(site.context, staff, { title: '새로 온 강의', visibility: 'draft' }));
  await expect
    .poll(async () => {
      await page.getByRole('searchbox').press('Enter');
      return page.getByRole('row', { name: /새로 온 강의/ }).count();
    })
    .toBe(1);
  const deeds = page.getByLabel('선택한 강의를');
  const apply = page.getByRole('button', { name: '적용' });
  // what can be done is in sight where one chooses, and nothing is done that nobody chose
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('row', { name: /위로 온 강의/ }).scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 10_000);
  await expect.poll(() => apply.evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThan(0);
  expect(
    await apply.evaluate((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return one.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    }),
  ).toBe(true);
  await page.setViewportSize({ width: 1280, height: 900 });
  await deeds.selectOption({ label: '과정에 넣기' });
  await apply.press('Enter');
  await page.getByText('과정을 골라 주세요.').waitFor();
  const empty = page.getByRole('checkbox', { name: '영상이 없는 강의 선택' });
  await empty.check();
  await deeds.selectOption({ label: '누구나 보도록 공개하기' });
  await page.getByText('볼 수 있는 영상이 아직 없는 강의가 1개 있습니다.').waitFor();
  await empty.uncheck();
  // and what was objected to is over with another deed
  await deeds.selectOption({ label: '과정에 넣기' });
  await page.getByLabel('과정', { exact: true }).waitFor();
  expect(await page.getByText('과정을 골라 주세요.').count()).toBe(0);
  const answered = () => page.waitForResponse((reply) => reply.request().method() === 'PATCH' && reply.ok());
  for (const [deed, label, option] of [
    ['과정에 넣기', '과정', '함께 고른 과정'],
    ['교육 대상 정하기', '교육 대상', '공무원'],
    ['누구나 보도록 공개하기', null, null],
  ] as const) {
    await page.getByText('2개 선택').waitFor();
    await deeds.selectOption({ label: deed });
    if (label) await page.getByLabel(label, { exact: true }).selectOption({ label: option });
    const answer = answered();
    await apply.press('Enter');
    await answer;
    for (const title of ['고른 강의 하나', '고른 강의 둘'])
      await page.getByRole('checkbox', { name: `${title} 선택` }).check();
  }
  const of = async (id?: string) => (await staff('GET', `/api/lectures/${id}`)).body;
  for (const id of [ids[1], ids[3]])
    expect(await of(id)).toMatchObject({ courseId: course, audience: 'official', visibility: 'public' });
  for (const id of [ids[0], ids[2], ids[4], ids[5]])
    expect(await of(id)).toMatchObject({ courseId: null, audience: 'everyone', visibility: 'draft' });
  expect(faults).toEqual([]);
  await staff('POST', '/api/lectures/bin', { ids });
  await page.context().close();
});

test('several at once: each is answered, what is in the bin is brought back', async () => {
  const staff = await site.as('staff');
  const ids: Record<string, string> = {};
  for (const title of ['첫째 강의', '둘째 강의', '셋째 강의'])
    ids[title] = await watchableLecture(site.context, staff, { title });
  const page = await pageOf(staff);
  const faults = faultsOf(page);
  await page.goto(`${origin}/studio`);
  await page.getByRole('checkbox', { name: '이 쪽의 강의 모두 선택' }).press('Space');
  await page.getByText('3개 선택').waitFor();
  await page.getByRole('checkbox', { name: '셋째 강의 선택' }).press('Space');
  await page.getByText('2개 선택').waitFor();
  await expectFitting(page, 'bulk');
  // another window was quicker with one of them
  await staff('DELETE', `/api/lectures/${ids['첫째 강의']}`);
  await page.getByLabel('선택한 강의를').selectOption({ label: '비공개로 바꾸기' });
  await page.getByRole('button', { name: '적용' }).press('Enter');
  const failed = page.getByRole('alert');
  await failed.getByText('2개 가운데 1개는 적용하지 못했습니다.').waitFor();
  await failed.getByText('첫째 강의: 찾을 수 없습니다.').waitFor();
  await page
    .getByRole('row', { name: /둘째 강의/ })
    .getByText('비공개')
    .waitFor();
  await page
    .getByRole('row', { name: /셋째 강의/ })
    .getByText('공개', { exact: true })
    .waitFor();
  expect(await page.getByRole('row', { name: /첫째 강의/ }).count()).toBe(0);

  await page.getByRole('checkbox', { name: '이 쪽의 강의 모두 선택' }).check();
  await page.getByLabel('선택한 강의를').selectOption({ label: '휴지통으로 보내기' });
  await page.getByRole('button', { name: '적용' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '휴지통으로 보내기' }).press('Enter');
  await page.getByText('아직 등록한 강의가 없습니다.').waitFor();
  await page.getByRole('link', { name: '휴지통' }).press('Enter');
  await page.getByRole('heading', { name: '둘째 강의' }).waitFor();
  await expectFitting(page, 'bin');
  await page.getByRole('button', { name: '셋째 강의 되살리기' }).press('Enter');
  await expect.poll(() => page.getByRole('listitem').filter({ hasText: '셋째 강의' }).count()).toBe(0);
  const resident = await site.as(null);
  expect((await resident('GET', `/api/lectures/${ids['셋째 강의']}`)).status).toBe(200);
  expect((await resident('GET', `/api/lectures/${ids['둘째 강의']}`)).status).toBe(404);
  expect(faults).toEqual([]);
  await page.context().close();
});

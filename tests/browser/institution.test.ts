/** 기관 설정: what is written is seen before it is saved, and stands on the site as soon as it is. */
import { afterAll, expect, test } from 'vitest';
import { faultsOf } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { openStage } from '../support/site.ts';

const { site, browser, close } = await openStage();
afterAll(close);

test.each([1280, 360])('%s px', async (width) => {
  const viewport = { width, height: 800 };
  const page = await (await site.signedIn(browser, 'administrator', { viewport })).newPage();
  const faults = faultsOf(page);
  const main = page.getByRole('main');
  await page.goto(`${site.origin}/admin/institution`);
  const name = main.getByLabel('기관 이름 (필수)');
  await name.fill('');
  await main.getByLabel('대표 이메일').fill('nobody');
  await main.getByRole('button', { name: '저장' }).click();
  const summary = main.getByRole('alert');
  await summary.getByRole('link', { name: '기관 이름: 필수 입력 항목입니다.' }).waitFor();
  await expectFitting(page, 'faults');
  await summary.getByRole('link', { name: '대표 이메일: 이메일 주소 형식이 아닙니다.' }).click();
  expect(await main.getByLabel('대표 이메일').evaluate((one) => one === document.activeElement)).toBe(true);

  const called = `수원시 시민대학 ${width}`;
  await name.fill(called);
  await main.getByLabel('기관 이름(영문)').fill('Suwon College');
  await main.getByLabel('대표 이메일').fill('school@example.org');
  await main.getByLabel('전화번호').fill('031-000-0000');
  await main.getByLabel('‘대한민국 공식 전자정부 누리집’', { exact: false }).check();
  const preview = page.getByRole('complementary', { name: '미리 보기' });
  await preview.getByText(`위 사람은 ${called} 온라인 과정을 이수하였으므로`).waitFor();
  const header = page.getByRole('banner');
  expect(await header.getByText(called).count()).toBe(0);

  await main.getByRole('button', { name: '저장' }).click();
  await main.getByText(/^\d\d:\d\d 저장됨$/).waitFor();
  await header.getByText(called).first().waitFor();
  expect(await page.title()).toContain(called);
  const footer = page.getByRole('contentinfo');
  expect(await footer.getByRole('link', { name: '031-000-0000' }).getAttribute('href')).toBe(
    'tel:0310000000',
  );
  await page.getByText('이 누리집은 대한민국 공식 전자정부 누리집입니다.').first().waitFor();
  await expectFitting(page, 'saved');

  // whoever comes next is told from the first paint on, and in their language
  const other = await browser.newPage({ locale: 'ko-KR', viewport });
  await other.route('**/api/**', (route) => route.abort());
  await other.goto(`${site.origin}/privacy`);
  await other.getByRole('banner').getByText(called).first().waitFor();
  await other.unroute('**/api/**');
  await other.reload();
  await other.getByText(`${called}의 개인정보처리방침입니다.`, { exact: false }).waitFor();
  await other.evaluate(() => localStorage.setItem('madang.language', 'en'));
  await other.reload();
  await other.getByRole('banner').getByText('Suwon College').first().waitFor();
  await other.getByRole('main').getByText('Suwon College', { exact: false }).first().waitFor();
  await other.close();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('two administrators who have it open lose nothing of each other', async () => {
  const viewport = { width: 360, height: 800 };
  const [one, other] = [
    await (await site.signedIn(browser, 'administrator', { viewport })).newPage(),
    await (await site.signedIn(browser, 'administrator', { viewport })).newPage(),
  ];
  const faults = [one, other].map(faultsOf);
  for (const page of [one, other]) {
    await page.goto(`${site.origin}/admin/institution`);
    await page.getByRole('main').getByLabel('주소', { exact: true }).fill('수원시');
  }
  const save = (page: typeof one) =>
    page.getByRole('main').getByRole('button', { name: '저장', exact: true }).click();
  const saved = (page: typeof one) =>
    page
      .getByRole('main')
      .getByText(/^\d\d:\d\d 저장됨$/)
      .waitFor();
  const line = (page: typeof one, name: string) => page.getByRole('main').getByLabel(name, { exact: true });
  await line(one, '한 줄 소개').fill('첫째가 쓴 소개');
  await line(one, '전화번호').fill('031-111-1111');
  await save(one);
  await saved(one);

  // what the other left alone is taken over, what both wrote is asked about
  await line(other, '한 줄 소개').fill('둘째가 쓴 소개');
  await save(other);
  const main = other.getByRole('main');
  const choice = main.getByRole('group', { name: '한 줄 소개: 다른 사람이 고친 내용' });
  await choice.getByText('첫째가 쓴 소개').waitFor();
  expect(await main.getByRole('group', { name: /다른 사람이 고친 내용/ }).count()).toBe(1);
  expect(await line(other, '한 줄 소개').inputValue()).toBe('둘째가 쓴 소개');
  expect(await line(other, '전화번호').inputValue()).toBe('031-111-1111');
  await expectFitting(other, 'to be chosen');
  await choice.getByRole('button', { name: '내 내용 남기기' }).click();
  await main.getByText('골랐습니다. ‘저장’을 누르면 고른 대로 저장합니다.').waitFor();
  expect(await other.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  await save(other);
  await saved(other);

  // and the first, who has an older page open still, takes what the other wrote
  await line(one, '한 줄 소개').fill('첫째가 다시 쓴 소개');
  await save(one);
  const again = one.getByRole('group', { name: '한 줄 소개: 다른 사람이 고친 내용' });
  await again.getByText('둘째가 쓴 소개').waitFor();
  await again.getByRole('button', { name: '이 내용으로 바꾸기' }).click();
  expect(await line(one, '한 줄 소개').inputValue()).toBe('둘째가 쓴 소개');
  await save(one);
  await saved(one);
  // but what the server refused, which browsers say too
  expect(faults.flat().filter((fault) => !fault.includes('409 (Conflict)'))).toEqual([]);
  await Promise.all([one.context().close(), other.context().close()]);
});

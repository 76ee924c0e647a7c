/** A certificate's whole way in real Chromium: completed, issued, downloaded, checked by a stranger, revoked. */
import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf } from '../support/browser.ts';
import { courseOf, named, watchAll } from '../support/certified.ts';
import { openStage } from '../support/site.ts';

const { site, browser, close } = await openStage();
afterAll(close);
const staff = await site.as('staff');
const { courseId, lectureIds } = await courseOf(site, staff, '협치 입문', ['첫째', '둘째']);
const hong = await site.as('resident');
const hongId = await named(site, hong, '홍길동');

/** A page of somebody's, and the faults on it. @param cookies of whoever is signed in */
async function opened(cookies: Record<string, string> = {}) {
  const page = await (await site.withCookies(browser, cookies)).newPage();
  const faults = faultsOf(page);
  return { page, faults, go: (path: string) => page.goto(`${site.origin}${path}`) };
}

test('completed, issued, downloaded, checked by a stranger, and revoked', async () => {
  await watchAll(site, hong, lectureIds.slice(0, 1));
  const own = await opened(hong.cookies);
  await own.go('/my?tab=certificates');
  await own.page.getByRole('link', { name: '이수할 강의 1개가 남았습니다' }).click();
  await own.page.getByRole('heading', { level: 1, name: '협치 입문' }).waitFor();
  expect(await own.page.getByRole('button', { name: '이수증 발급' }).count()).toBe(0);

  await watchAll(site, hong, lectureIds.slice(1));
  await own.go(`/courses/${courseId}`);
  await own.page.getByRole('button', { name: '이수증 발급' }).click();
  const download = own.page.waitForEvent('download');
  await own.page.getByRole('button', { name: 'PDF 내려받기' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('madang-certificate-2026-000001.pdf');
  expect(
    readFileSync(await file.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');

  await own.go('/my?tab=certificates');
  await own.page.getByText('제 2026-000001 호').waitFor();
  expect(await accessibilityFaults(own.page)).toEqual([]);
  const printed = (await hong('GET', '/api/me/certificates')).body.items[0];

  // a stranger with the paper in hand, by what is printed on it
  const stranger = await opened();
  await stranger.go('/');
  await stranger.page.getByRole('link', { name: '이수증 진위 확인' }).click();
  await stranger.page.getByLabel('이수증 번호').fill('제 2026-000001 호');
  await stranger.page.getByRole('button', { name: '확인', exact: true }).click();
  await stranger.page.getByText('확인코드를 입력해 주세요.').waitFor();
  await stranger.page.getByLabel('확인코드').fill(printed.code.replace('-', '').toLowerCase());
  await stranger.page.getByRole('button', { name: '확인', exact: true }).click();
  await stranger.page.getByRole('heading', { name: '진본 이수증입니다' }).waitFor();
  await stranger.page.getByText('홍*동').waitFor();
  expect(await stranger.page.getByText('홍길동').count()).toBe(0);
  expect(await accessibilityFaults(stranger.page)).toEqual([]);

  const administrator = await opened((await site.as('administrator')).cookies);
  await administrator.go(`/admin/people/${hongId}`);
  await administrator.page.getByRole('button', { name: '제 2026-000001 호 이수증 취소' }).click();
  const revoke = administrator.page.getByRole('dialog').getByRole('button', { name: '이수증 취소' });
  await revoke.click();
  await administrator.page.getByText('사유를 입력해 주세요.').waitFor();
  await administrator.page.getByLabel('취소 사유').fill('잘못 발급했습니다');
  await revoke.click();
  await administrator.page.getByText('취소 사유: 잘못 발급했습니다').waitFor();
  expect(await accessibilityFaults(administrator.page)).toEqual([]);

  // the QR code's address, read in English
  const english = await opened();
  await english.go(`/certificates/${printed.number}?code=${printed.code}`);
  await english.page.getByRole('heading', { name: '취소된 이수증입니다' }).waitFor();
  await english.page.getByRole('button', { name: 'English' }).click();
  await english.page.getByRole('heading', { name: 'This certificate was revoked' }).waitFor();
  await english.page.getByText('It was revoked on 24 Nov 2026').waitFor();
  expect(await english.page.getByText('genuine').count()).toBe(0);
  for (const { faults } of [own, stranger, administrator, english]) expect(faults).toEqual([]);
});

/** Correcting one's own name and address in real Chromium. */
import { afterAll, expect, test } from 'vitest';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { insertAccount } from '../../server/accounts/queries.ts';
import { faultsOf } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { mailLinks } from '../support/links.ts';
import { signIn } from '../support/pages.ts';
import { openStage } from '../support/site.ts';

const { site, browser, close } = await openStage();
afterAll(close);

test('a name and an address are corrected, by keyboard', async () => {
  const account = { email: `${crypto.randomUUID()}@example.org`, password: '마당에서 만나요' };
  const passwordHash = await hashPassword(account.password);
  await insertAccount(site.context.db, { email: account.email, name: '담당자', role: 'staff', passwordHash });
  const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  await signIn(page, site.origin, account);
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/account`);
  const name = page.getByLabel('이름', { exact: true });
  const save = () => page.getByRole('button', { name: '이름 저장' }).press('Enter');
  await name.fill(' ');
  await save();
  await page.getByRole('link', { name: '이름: 필수 입력 항목입니다.' }).press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('새 담당자');
  await expectFitting(page, 'a name with a fault');
  await save();
  await page.getByRole('status').filter({ hasText: '이름을 저장했습니다.' }).waitFor();
  await page.getByRole('button', { name: '새 담당자' }).waitFor();
  await expectFitting(page, 'a name that was saved');

  await page.getByRole('link', { name: '이메일 바꾸기' }).press('Enter');
  const send = () => page.getByRole('button', { name: '메일 받기' }).press('Enter');
  await page.getByLabel('새 이메일').fill(account.email);
  await send();
  await page.getByRole('link', { name: '새 이메일: 지금 쓰는 이메일과 같습니다.' }).waitFor();
  await page.getByRole('link', { name: '지금 비밀번호: 필수 입력 항목입니다.' }).press('Enter');
  await page.keyboard.type('not it at all');
  const email = `${crypto.randomUUID()}@example.org`;
  await page.getByLabel('새 이메일').fill(email);
  await expectFitting(page, 'an address with faults');
  expect(faults).toEqual([]);
  await send();
  await page.getByRole('alert').filter({ hasText: '지금 비밀번호가 올바르지 않습니다.' }).waitFor();
  faults.length = 0; // of a refusal the browser tells too
  await page.getByLabel('지금 비밀번호').fill(account.password);
  await send();
  await page
    .getByRole('status')
    .filter({ hasText: `요청을 받았습니다: ${email}` })
    .waitFor();
  await expectFitting(page, 'the answer');

  const mails = await mailLinks(site.context);
  const link = /http\S+#\S+/.exec(mails.find(({ to }) => to === email)?.text ?? '')?.[0] ?? '';
  const elsewhere = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  await elsewhere.goto(link);
  await elsewhere.getByText('먼저 로그인한 뒤').waitFor();
  await expectFitting(elsewhere, 'who is not signed in');
  await page.goto(link);
  await page.getByText(`${account.email}에서 ${email}(으)로`).waitFor();
  expect(page.url()).toBe(`${site.origin}/confirm-email`);
  await expectFitting(page, 'what is confirmed');
  await page.getByRole('button', { name: '이메일 바꾸기' }).press('Enter');
  await page.getByText(`이메일을 ${email}(으)로 바꿨습니다.`).waitFor();
  await expectFitting(page, 'after it');
  await signIn(elsewhere, site.origin, { ...account, email });
  await elsewhere.getByRole('button', { name: '새 담당자' }).waitFor();
  await elsewhere.goto(link);
  await elsewhere.getByRole('heading', { name: '쓸 수 없는 링크입니다' }).waitFor();
  await expectFitting(elsewhere, 'a used link');
  expect(faults).toEqual([]);
});

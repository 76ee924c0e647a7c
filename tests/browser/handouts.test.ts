/** Handouts in real Chromium: staff add and remove them, a resident downloads one. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser as Visitor } from '../support/app.ts';
import { archiveOf } from '../support/archive.ts';
import { faultsOf, launchBrowser } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { watchableLecture } from '../support/lectures.ts';
import { openSite } from '../support/site.ts';

let api: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let staff: Visitor;
let id: string;

beforeAll(async () => {
  api = await openSite();
  browser = await launchBrowser();
  staff = await api.as('administrator');
  id = await watchableLecture(api.context, staff);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

const PDF = Buffer.from('%PDF-1.7\n%%EOF\n');
const file = (name: string, buffer: Buffer) => ({ name, buffer, mimeType: 'application/octet-stream' });
const NAME = '2026년 주민참여예산 학교 교재 (최종).pdf';

test('staff add handouts, are told what cannot be one, and remove one by keyboard', async () => {
  const page = await (await api.signedIn(browser, 'administrator')).newPage();
  const faults = faultsOf(page);
  await page.goto(`${api.origin}/studio/lectures/${id}?tab=info`);
  const part = page.getByRole('region', { name: '자료' });
  await part.getByText(/PDF, HWP, HWPX, PPT.*하나에 100MB까지, 20개까지/).waitFor();
  await part
    .locator('input[type=file]')
    .setInputFiles([
      file(NAME, PDF),
      file('설치.exe', Buffer.from('MZ')),
      file('가짜.pdf', Buffer.from('<script>')),
      file('사진.png', Buffer.from('89504e470d0a1a0a00', 'hex')),
      file('한글.hwpx', archiveOf('mimetype', 'Contents/content.hpf')),
      file('발표.pptx', archiveOf('[Content_Types].xml', 'ppt/presentation.xml')),
    ]);
  await part.getByText('설치.exe: 받을 수 없는 형식입니다.').waitFor();
  await part.getByText('가짜.pdf: 파일 내용이 이름의 형식과 다르거나').waitFor();
  for (const name of [NAME, '사진.png', '한글.hwpx', '발표.pptx'])
    await part.getByRole('link', { name }).waitFor();
  expect(
    await part
      .getByRole('listitem')
      .filter({ has: page.getByRole('link') })
      .count(),
  ).toBe(4);
  await expectFitting(page);
  await part.getByRole('button', { name: '사진.png 삭제' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '삭제' }).press('Enter');
  await part.getByRole('link', { name: '사진.png' }).waitFor({ state: 'detached' });
  expect(faults.filter((fault) => !fault.includes('415'))).toEqual([]);
});

test('a resident finds them under the lecture, and downloads one', async () => {
  const context = await browser.newContext({ locale: 'ko-KR' });
  const page = await context.newPage();
  await page.goto(`${api.origin}/lectures/${id}`);
  const link = page.getByRole('link', { name: NAME });
  await expectFitting(page);
  const downloading = page.waitForEvent('download');
  await link.press('Enter');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(NAME);
  expect(readFileSync(await download.path()).equals(PDF)).toBe(true);
});

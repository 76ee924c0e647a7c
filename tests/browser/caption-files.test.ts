/** Caption files in real Chromium: what they say is shown, edited and kept as it was written, and nothing is replaced unasked. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { openFilmed } from '../support/filmed.ts';
import { makeRecording } from '../support/media.ts';

const { site, browser, staff, path, ready, close } = await openFilmed((folder) =>
  makeRecording(join(folder, 'film.mp4'), { seconds: 6, size: '640x360' }),
);
let page: Page;
beforeAll(async () => {
  await ready();
  page = await (await site.signedIn(browser, 'administrator')).newPage();
});
afterAll(close);

const srt = (...cues: [number, string][]) =>
  cues
    .map(([at, text], nth) => `${nth + 1}\n00:00:0${at},000 --> 00:00:0${at + 1},000\n${text}\n`)
    .join('\n');
const stored = async () => (await staff('GET', `/api${path}/captions/ko`)).text;
const choose = (name: string, content: string) =>
  page
    .locator('section', { has: page.getByRole('heading', { name: '한국어', exact: true }) })
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/x-subrip', buffer: Buffer.from(content) });

test('signs that are no tags are read, edited, found and shown as they were written', async () => {
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/studio${path}?tab=captions`);
  await page.getByRole('button', { name: '한국어 자막 올리기' }).waitFor();
  await choose('a.srt', srt([0, '<font color="red">3 < 5</font> 입니다'], [2, '<우리>의 R&D']));
  await page.getByRole('link', { name: '한국어 자막 편집' }).press('Enter');
  const words = page.getByLabel('자막 내용');
  await expect.poll(() => words.inputValue()).toBe('3 < 5 입니다');

  await words.fill('3 < 5 & 7, <a> 태그입니다');
  await page.getByRole('button', { name: '확인하고 공개' }).press('Enter');
  await page.waitForURL(/tab=captions/);
  await expect.poll(stored).toContain('\n3 &lt; 5 &amp; 7, &lt;a> 태그입니다\n');
  expect(await stored()).toContain('\n&lt;우리>의 R&amp;D\n');

  await page.goto(`${site.origin}${path}`);
  const shown = () =>
    page.locator('video').evaluate((video) => {
      const track = [...(video as HTMLVideoElement).textTracks].find(({ kind }) => kind === 'captions');
      if (track?.mode === 'disabled') track.mode = 'hidden';
      return [...(track?.cues ?? [])].map((cue) => (cue as VTTCue).getCueAsHTML().textContent);
    });
  await page.locator('video').waitFor();
  await expect.poll(shown).toEqual(['3 < 5 & 7, <a> 태그입니다', '<우리>의 R&D']);
  await page.getByRole('tab', { name: '대본' }).click();
  await page.getByRole('tabpanel').getByText('<우리>의 R&D').waitFor();
  await page.goto(`${site.origin}/lectures?q=${encodeURIComponent('R&D')}`);
  await page.getByText('<우리>의 R&D').waitFor();
  expect(faults).toEqual([]);
});

test('published captions are replaced after a yes, and what nobody will see of them is said', async () => {
  await page.goto(`${site.origin}/studio${path}?tab=captions`);
  const before = await stored();
  await page.getByRole('button', { name: '한국어 자막 바꾸기' }).waitFor();
  await choose('b.srt', srt([1, '새 자막'], [7, '끝난 뒤'], [8, '더 뒤']));
  const dialog = page.getByRole('dialog', { name: '지금 공개 중인 한국어 자막을 바꾸시겠어요?' });
  await dialog.getByText('b.srt').waitFor();
  await expectFitting(page, 'question');

  await dialog.getByRole('button', { name: '그대로 두기' }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  expect(await stored()).toBe(before);
  await choose('b.srt', srt([1, '새 자막'], [7, '끝난 뒤'], [8, '더 뒤']));
  await dialog.getByRole('button', { name: '자막 바꾸기' }).press('Enter');
  await page.getByText('자막 2개는 강의가 끝난 뒤(0:06 이후)에 시작해 보이지 않습니다.').waitFor();
  expect(await stored()).toContain('새 자막');
  await expectFitting(page, 'tab');

  await choose('c.srt', 'WEBVTT\n');
  await dialog.getByRole('button', { name: '자막 바꾸기' }).press('Enter');
  const fault = page.getByRole('alert').filter({ hasText: '파일에 자막이 하나도 없습니다.' });
  await fault.waitFor();
  expect(await fault.textContent()).not.toMatch(/[a-z]/i);
  expect(await stored()).toContain('새 자막');
});

test('files of either kind and of old editors are read, with the line that cannot be, and what is hard to read is shown', async () => {
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/studio${path}?tab=captions`);
  const part = page.locator('section', { has: page.getByRole('heading', { name: '영어', exact: true }) });
  const put = (name: string, buffer: Buffer) =>
    part.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer });
  const track = async () => (await staff('GET', `/api${path}/captions/en`)).text;
  await put('wrong.vtt', Buffer.from('WEBVTT\n\n00:01.000 --> 00:02.000\nok\n\n1.5 --> 3.0\nno\n'));
  await part.getByText('6번째 줄을 읽을 수 없습니다: 1.5 --> 3.0').waitFor();
  // 협치 학교, as 메모장 kept it once
  const words = Buffer.from([0xc7, 0xf9, 0xc4, 0xa1, 0x20, 0xc7, 0xd0, 0xb1, 0xb3]);
  await put('old.srt', Buffer.concat([Buffer.from('1\r\n00:00:01,000 --> 00:00:02,000\r\n'), words]));
  await expect.poll(track).toContain('협치 학교');
  await part.getByRole('button', { name: '영어 자막 바꾸기' }).waitFor();
  const cues = [
    '00:01.000 --> 00:05.000\none\ntwo\nthree',
    '00:04.000 --> 00:05.500\nfar too much to be read by anybody in so little time',
    '01:00.000 --> 01:02.000\nafter a long time',
  ];
  await put('new.vtt', Buffer.from(`WEBVTT\n\n${cues.join('\n\n')}\n`));
  await page.getByRole('dialog').getByRole('button', { name: '자막 바꾸기' }).press('Enter');
  await expect.poll(track).toContain('after a long time');
  await part.getByRole('link', { name: '영어 자막 편집' }).press('Enter');
  const rows = page.getByRole('listbox', { name: '자막 목록' }).getByRole('option');
  await expect.poll(() => rows.count()).toBe(3);
  expect(await rows.allTextContents()).toEqual([
    expect.stringMatching(/세 줄 이상$/),
    expect.stringMatching(/앞 자막과 겹침 · 읽기에 너무 빠름$/),
    expect.stringMatching(/자막이 없는 긴 구간$/),
  ]);
  expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
});

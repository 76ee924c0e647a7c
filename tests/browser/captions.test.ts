/** Captions in real Chromium over a real recording: written by keyboard, kept through a reload, edited by two, approved. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { only } from '../../server/database/client.ts';
import { recordings } from '../../server/database/schema/schema.ts';
import { faultsOf, launchBrowser, videoState } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { publishRecording, watchableLecture } from '../support/lectures.ts';
import { makeRecording } from '../support/media.ts';
import { openSite } from '../support/site.ts';
import { type Answer, spoken, startSpeechServer } from '../support/speech-server.ts';
import { startWorker, until } from '../support/workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-captions-'));
let site: Awaited<ReturnType<typeof openSite>>;
let speech: Awaited<ReturnType<typeof startSpeechServer>>;
let speaking: Promise<Answer>;
let worker: ChildProcess;
let browser: Browser;
let lectureId: string;
let administrator: BrowserContext;

beforeAll(async () => {
  speech = await startSpeechServer(() => speaking);
  site = await openSite({ TRANSCRIBE_URL: speech.url });
  const { data, databaseUrl } = site.context.config;
  worker = await startWorker({ data, url: databaseUrl ?? '' }, { TRANSCRIBE_URL: speech.url });
  browser = await launchBrowser();
  // two tones with silence between them
  const audio = "aevalsrc=exprs='0.5*sin(2*PI*440*t)*lt(mod(t\\,3)\\,1.5)'";
  const file = makeRecording(join(folder, 'lecture.mp4'), { seconds: 6, audio });
  const { id, path } = await publishRecording(site.context, file);
  lectureId = path.split('/').at(-1) ?? '';
  const state = async () =>
    only(await site.context.db.select().from(recordings).where(eq(recordings.id, id))).state;
  await until(async () => (await state()) === 'ready', 100);
  administrator = await site.signedIn(browser, 'administrator');
});
afterAll(async () => {
  await browser?.close();
  worker?.kill('SIGKILL');
  await site?.close();
  await speech?.close();
  rmSync(folder, { recursive: true, force: true });
});

const path = (language = 'ko') => `${site.origin}/studio/lectures/${lectureId}/captions/${language}`;
const rows = (page: Page) => page.getByRole('listbox', { name: '자막 목록' }).getByRole('option');
const words = (page: Page) => page.getByLabel('자막 내용');
const saved = (page: Page) => page.getByText(/^\d\d:\d\d 저장됨$/).waitFor();

test('captions are written by keyboard alone, come through a reload, and are shown when approved', async () => {
  const page = await administrator.newPage();
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/studio/lectures/${lectureId}?tab=captions`);
  await expectFitting(page, 'tab');
  await page.getByRole('link', { name: '한국어 자막 만들기' }).press('Enter');
  await page.waitForURL(path());
  await page.getByRole('button', { name: '추가', exact: true }).press('Enter');
  await expect.poll(() => words(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type('협치란 무엇인가');
  await page.keyboard.press('Alt+KeyI');
  await expect.poll(() => words(page).inputValue()).toBe('');
  await page.keyboard.type('함께 정하는 일입니다');
  expect(await rows(page).allTextContents()).toEqual([
    expect.stringContaining('0:00.000–0:02.000협치란 무엇인가'),
    expect.stringContaining('0:02.000–0:04.000함께 정하는 일입니다'),
  ]);

  // one is split where the caret stands, and made one again; a step is taken back and done again
  for (const _ of '하는 일입니다') await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Alt+KeyS');
  await expect.poll(() => rows(page).count()).toBe(3);
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(() => rows(page).count()).toBe(2);
  await page.keyboard.press('Control+Shift+KeyZ');
  await expect.poll(() => rows(page).count()).toBe(3);
  await page.keyboard.press('Alt+KeyM');
  await expect.poll(() => rows(page).count()).toBe(2);
  expect(await words(page).inputValue()).toBe('함께 정\n하는 일입니다');

  // the line is played to its end
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await videoState(page)).time, { timeout: 20_000 }).toBeGreaterThanOrEqual(4);
  await expect.poll(async () => (await videoState(page)).paused).toBe(true);
  expect((await videoState(page)).time).toBeLessThan(4.6);

  // too much for its time is said, and mended by its end
  await page.getByLabel('끝', { exact: true }).fill('2.5');
  await page.keyboard.press('Enter');
  await page.getByText('살펴볼 자막 1개 / 전체 2개').waitFor();
  expect(await rows(page).last().textContent()).toMatch(/읽기에 너무 빠름 · 너무 짧음$/);
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+KeyN');
  await expect.poll(() => words(page).inputValue()).toContain('함께');
  await saved(page);
  await expectFitting(page, 'editor');

  await page.getByLabel('끝', { exact: true }).fill('4');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+KeyR');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('caption-find');
  await page.keyboard.type('정');
  await page.getByLabel('바꿀 말').fill('결정');
  await page.getByRole('button', { name: '모두 바꾸기' }).press('Enter');
  // before it is saved
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect.poll(() => rows(page).last().textContent()).toContain('함께 결정\n하는 일입니다');
  await saved(page);

  await page.getByRole('button', { name: '시간 옮기기' }).press('Enter');
  await page.getByLabel('옮길 시간 (초)').fill('0.5');
  await page.keyboard.press('Enter');
  const track = `${site.origin}/api/lectures/${lectureId}/captions/ko`;
  expect((await fetch(track)).status).toBe(404);
  await page.getByRole('button', { name: '확인하고 공개' }).press('Enter');
  await page.waitForURL(/tab=captions/);
  await page.getByText('공개 중').waitFor();
  expect(await (await fetch(track)).text()).toBe(
    'WEBVTT\n\n00:00:00.500 --> 00:00:02.500\n협치란 무엇인가\n\n00:00:02.500 --> 00:00:04.500\n함께 결정\n하는 일입니다\n',
  );
  expect(faults).toEqual([]);
  await page.close();
});

test('the waveform shows the sound: loud, silent and loud again', async () => {
  const page = await administrator.newPage();
  await page.goto(path());
  const canvas = page.getByRole('img', { name: /소리 파형/ });
  await canvas.waitFor();
  /** of the drawn heights at some seconds of the 15 that are shown, as shares of the canvas */
  const heights = () =>
    canvas.evaluate(
      (element, seconds) => {
        const drawn = element as HTMLCanvasElement;
        const pen = drawn.getContext('2d');
        return seconds.map((second) => {
          const x = Math.floor((second / 15) * drawn.width);
          const column = pen?.getImageData(x, 0, 4, drawn.height).data ?? new Uint8ClampedArray();
          const rows = new Set<number>();
          for (let at = 0; at < column.length; at += 4) {
            const dark = (column[at + 3] ?? 0) > 100 && (column[at] ?? 255) < 140;
            if (dark) rows.add(Math.floor(at / 16));
          }
          return rows.size / drawn.height;
        });
      },
      [0.9, 2.2, 3.8, 5.2],
    );
  await expect
    .poll(async () => (await heights()).map((height) => (height > 0.2 ? 'loud' : 'silent')), {
      timeout: 20_000,
    })
    .toEqual(['loud', 'silent', 'loud', 'silent']);
  await page.close();
});

test('two who edit the same captions are told, and both their words stay', async () => {
  const [first, second] = [
    await administrator.newPage(),
    await (await site.signedIn(browser, 'administrator')).newPage(),
  ];
  await Promise.all([first, second].map((page) => page.goto(path('en'))));
  await first.getByRole('button', { name: '추가', exact: true }).click();
  await first.keyboard.type('Co-governance');
  await saved(first);
  await second.getByRole('button', { name: '추가', exact: true }).click();
  await second.keyboard.type('Deciding together');
  await second.getByText(/님도 이 자막을 고치고 있습니다/).waitFor();
  await saved(second);
  const both = [expect.stringContaining('Co-governance'), expect.stringContaining('Deciding together')];
  expect(await rows(second).allTextContents()).toEqual(expect.arrayContaining(both));
  await first.reload();
  await expect.poll(() => rows(first).count()).toBe(2);
  expect(await rows(first).allTextContents()).toEqual(expect.arrayContaining(both));
  await first.close();
  await second.context().close();
});

test('an automatic draft is asked for, watched, marked as one, and shown when somebody has approved it', async () => {
  let speak = (_: Answer) => {};
  speaking = new Promise((resolve) => {
    speak = resolve;
  });
  const page = await administrator.newPage();
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/studio/lectures/${lectureId}?tab=captions`);
  await page.getByLabel('다른 언어').selectOption('베트남어');
  await page.getByRole('button', { name: '언어 추가' }).click();
  await page.getByRole('button', { name: '베트남어 자동 초안 만들기', exact: true }).click();
  await page.getByText(/베트남어 자동 초안을 만드는 중 · 0%/).waitFor();
  await expectFitting(page, 'dictation');
  speak(spoken({ start: 0, end: 2, text: 'Xin chào' }));
  await page.getByText('자동 초안', { exact: true }).waitFor();
  const listed = async () =>
    (await (await fetch(`${site.origin}/api/lectures/${lectureId}/playback`)).json()).captions;
  const languages = async () => (await listed()).map((one: { language: string }) => one.language);
  expect(await languages()).not.toContain('vi');
  await page.getByRole('link', { name: '베트남어 자막 편집' }).click();
  await page.getByText(/컴퓨터가 받아 적은 자동 초안입니다/).waitFor();
  expect(await rows(page).allTextContents()).toEqual([expect.stringContaining('Xin chào')]);
  await expectFitting(page, 'automatic');
  await page.getByRole('button', { name: '확인하고 공개' }).click();
  await page.waitForURL(/tab=captions/);
  expect(await languages()).toContain('vi');
  expect(faults).toEqual([]);
  await page.close();
});

test('what has no captions is listed, by what there is in their place', async () => {
  const bare = await watchableLecture(site.context, await site.as('staff'), { title: '자막이 없는 강의' });
  const page = await administrator.newPage();
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/studio`);
  await page.getByRole('link', { name: '자막 없는 강의' }).click();
  await page.getByText(/볼 수 있는 강의 2개 가운데 1개에/).waitFor();
  await page.getByRole('row', { name: /자막이 없는 강의/ }).waitFor();
  await expectFitting(page, 'uncaptioned');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV 내려받기' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('madang-uncaptioned.csv');
  await page.getByLabel('자막 상태').selectOption('자동 초안');
  await page.getByRole('button', { name: '보기', exact: true }).click();
  await page.getByText('해당하는 강의가 없습니다.').waitFor();
  await page.goBack();
  await page.getByRole('link', { name: '자막 만들기: 자막이 없는 강의' }).click();
  await page.waitForURL(`${site.origin}/studio/lectures/${bare}?tab=captions`);
  expect(faults).toEqual([]);
  await page.close();
});

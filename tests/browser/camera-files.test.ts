/**
 * Files as they come out of a phone and a camcorder: picked together, uploaded, transcoded by a real worker, told of
 * by mail, published at once and watched; whoever uploaded them reads their numbers.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { faultsOf, videoState } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { makeRecording } from '../support/media.ts';
import { dropFiles, pickByField } from '../support/pages.ts';
import { cardsOf } from '../support/statistics-pages.ts';
import { done, openWorkedUploadSite, recording } from '../support/upload-site.ts';
import { until } from '../support/workers.ts';

const site = await openWorkedUploadSite();
const { config } = site.platform.context;
afterAll(site.close);

const HEVC = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none', '-tag:v', 'hvc1'];
const AVCHD = ['-c:a', 'ac3', '-f', 'mpegts', '-mpegts_m2ts_mode', '1'];

async function open() {
  const page = await (await site.signedIn()).newPage();
  await pickByField(page);
  await page.goto(`${site.line.origin}/studio`);
  return page;
}

test('the limit, the room and the formats are said before; of what cannot be taken nothing is sent', async () => {
  const page = await open();
  await page.getByText(/^한 파일 최대 20GB · 남은 저장 공간 [\d.]+[GT]B · MP4, .*MOV, .*MTS/).waitFor();
  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await dropFiles(page, [recording('회의록.hwp', 100), recording('빈 파일.mp4', 0)]);
  const refused = page.getByRole('alert').filter({ hasText: '올릴 수 없는 파일이 있습니다' });
  await refused.getByText(/회의록\.hwp: 지원하지 않는 형식입니다/).waitFor();
  await refused.getByText('빈 파일.mp4: 비어 있는 파일입니다.').waitFor();
  await expectFitting(page);
  expect(sent).toEqual([]);
  await page.context().close();
});

test('from a phone and a camcorder to lectures that play, and their numbers', async () => {
  const page = await open();
  const faults = faultsOf(page);
  await page.getByRole('checkbox', { name: '변환이 끝나거나 실패하면 이메일 받기' }).press('Space');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '영상 올리기' }).press('Enter');
  expect((await chooser).isMultiple()).toBe(true);
  const [phone, camcorder] = [join(config.data, 'IMG_0042.MOV'), join(config.data, '00012.MTS')];
  makeRecording(phone, { video: [...HEVC, '-pix_fmt', 'yuv420p'] });
  makeRecording(camcorder, { rate: '30000/1001', options: AVCHD });
  await (await chooser).setFiles([phone, camcorder]);
  await done(page);
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
  for (const name of ['IMG 0042', '00012'])
    await row(name).getByText('변환 완료').waitFor({ timeout: 120_000 });
  const mails = () => {
    const folder = join(config.data, 'mail');
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  };
  await until(() => mails().length === 2, 30);
  for (const name of ['IMG 0042', '00012'])
    expect(
      mails().filter((mail) => mail.includes(`강의: ${name}`) && mail.includes('변환이 끝났습니다')),
    ).toHaveLength(1);

  // the one that is chosen stays so when another comes before it, and is changed by itself
  await row('IMG 0042').getByRole('checkbox').press('Space');
  await dropFiles(page, [recording('맨 위.mp4', 5000)]);
  await row('맨 위').waitFor();
  await page.getByText('1개 선택').waitFor();
  await page.getByRole('button', { name: '적용' }).press('Enter');
  await row('IMG 0042').getByText('공개', { exact: true }).waitFor();
  for (const name of ['00012', '맨 위']) await row(name).getByText('비공개').waitFor();

  // what is no video is said to be none, with what to do, on its line and by mail
  await row('맨 위').getByText('사용할 수 없는 파일').waitFor({ timeout: 60_000 });
  await row('맨 위').getByRole('link', { name: '다른 파일로 바꾸기' }).waitFor();
  await until(
    () => mails().some((mail) => mail.includes('강의: 맨 위') && mail.includes('영상 확인 필요')),
    30,
  );

  const resident = await (await site.browser.newContext({ locale: 'ko-KR' })).newPage();
  await resident.goto(`${site.line.origin}/lectures`);
  await resident.getByRole('link', { name: /IMG 0042/ }).click();
  const told = resident.waitForResponse((reply) => reply.url().endsWith('/played') && reply.ok());
  await resident.getByRole('button', { name: '강의 재생' }).click();
  await expect.poll(async () => (await videoState(resident)).frames, { timeout: 30_000 }).toBeGreaterThan(30);
  await told;
  await resident.context().close();

  await page.reload();
  await expect.poll(() => row('IMG 0042').locator('td[data-label="조회 수"]').textContent()).toBe('1');
  await row('IMG 0042').getByRole('link', { name: 'IMG 0042: 통계' }).press('Enter');
  await page.getByRole('heading', { name: 'IMG 0042', exact: true }).waitFor();
  expect((await cardsOf(page)).map(([name, number]) => (name === '조회' ? number : name))).toEqual(
    expect.arrayContaining(['1회', '시청 시간', '이수']),
  );
  await page.getByRole('main').getByRole('slider').first().waitFor();
  expect(faults).toEqual([]);
}, 240_000);

/** An upload as everybody sees it who manages its lecture, not only the browser that sends it. */
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf, limitNetwork } from '../support/browser.ts';
import { dropFiles } from '../support/pages.ts';
import { arrived, dock, done, MB, openUploadSite, recording, SLOW } from '../support/upload-site.ts';

const site = await openUploadSite();
afterAll(site.close);

const share = async (page: Page) =>
  Number(await line(page).getByRole('progressbar').getAttribute('aria-valuenow'));
const line = (page: Page) => page.getByRole('row', { name: /함께 보는 강의/ });

test('somebody else’s upload is seen as it goes, stands still, goes on and becomes a recording; nobody reloads', async () => {
  const [sender, looker] = await Promise.all(
    (['staff', 'administrator'] as const).map(async (role) => site.studio(await site.signedIn(role))),
  );
  if (!sender || !looker) throw new Error('two people are needed');
  const faults = faultsOf(looker);
  await limitNetwork(sender, SLOW);
  const file = recording('함께 보는 강의.mp4', 16 * MB);
  await dropFiles(sender, [file]);
  await line(looker)
    .getByText(/님이 올리는 파일: 함께 보는 강의\.mp4/)
    .waitFor();
  await expect.poll(() => share(looker), { timeout: 30_000 }).toBeGreaterThan(10);
  await arrived(sender, 20);
  await dock(sender).getByRole('button', { name: '멈추기' }).click();
  await dock(sender).getByText('멈춤', { exact: true }).waitFor();
  await line(sender).getByText('멈춤').waitFor();

  // as after a while without a byte
  const staging = join(site.platform.context.config.data, 'uploads');
  const [staged = ''] = (await readdir(staging)).filter((name) => !name.includes('.'));
  const before = new Date(Date.now() - 3_600_000);
  await utimes(join(staging, staged), before, before);
  await line(looker)
    .getByText(/부터 멈춰 있습니다/)
    .waitFor();
  expect(await share(looker)).toBeLessThan(100);
  expect(await accessibilityFaults(looker)).toEqual([]);

  await limitNetwork(sender, null);
  await dock(sender).getByRole('button', { name: '이어 올리기' }).click();
  await done(sender);
  // no worker runs here
  for (const page of [sender, looker]) {
    await line(page).getByText('변환 대기').waitFor();
    await line(page)
      .getByText(/변환 서버가 실행되고 있지 않습니다/)
      .waitFor();
  }
  await expect
    .poll(() =>
      line(looker)
        .getByText(/님이 올리는 파일/)
        .count(),
    )
    .toBe(0);
  await site.expectOnce(file);
  expect(faults).toEqual([]);
});

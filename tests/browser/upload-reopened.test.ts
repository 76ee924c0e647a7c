/**
 * A file that is too large to be copied into the browser, after the browser was closed: it is opened where it lies. The
 * file, where it lies and the queue are the browser's real ones; only its own question, which no test can answer, and
 * the system's picker are played.
 */
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf, launchProfile, limitNetwork } from '../support/browser.ts';
import { arrived, dock, done, hashOf, MB, offsetsOf, openUploadSite, SLOW } from '../support/upload-site.ts';

const site = await openUploadSite();
afterAll(site.close);
const cookies = (await site.cookies()).map((one) => ({ ...one, expires: Date.now() / 1000 + 3600 }));

/** Bytes that are the same here and there. */
const content = (bytes: number) =>
  Buffer.from(Uint8Array.from({ length: bytes }, (_, at) => (at * 7 + (at >> 9)) & 255));

/** A browser that has no room for copies, and whose person answers its question so. */
async function open(folder: string, bytes: number, answer: 'granted' | 'denied'): Promise<BrowserContext> {
  const context = await launchProfile(folder);
  await context.addCookies(cookies);
  await context.addInitScript(
    ({ bytes, answer }) => {
      navigator.storage.estimate = async () => ({ quota: 1, usage: 0 });
      const handle = FileSystemFileHandle.prototype as unknown as Record<string, () => Promise<string>>;
      let leave = 'prompt';
      handle.queryPermission = async () => leave;
      handle.requestPermission = async () => {
        if (!navigator.userActivation.isActive) throw new DOMException('nobody pressed', 'SecurityError');
        leave = answer;
        return leave;
      };
      Object.assign(window, {
        async showOpenFilePicker() {
          const folder = await navigator.storage.getDirectory();
          const picked = await folder.getFileHandle('large.mp4', { create: true });
          if ((await picked.getFile()).size === 0) {
            const writing = await picked.createWritable();
            await writing.write(Uint8Array.from({ length: bytes }, (_, at) => (at * 7 + (at >> 9)) & 255));
            await writing.close();
          }
          return [picked];
        },
      });
    },
    { bytes, answer },
  );
  return context;
}

/** Part of a picked file is on its way, too large to come to its end while the browser closes, and that is closed. */
async function interrupted(folder: string, bytes: number): Promise<void> {
  const context = await open(folder, bytes, 'granted');
  const page = await site.studio(context);
  await limitNetwork(page, SLOW);
  await page.getByRole('button', { name: '영상 올리기' }).click();
  await arrived(page, 10);
  await dock(page)
    .getByText(/다시 열어 이어 올리기를 누르면/)
    .waitFor();
  await context.close();
}

test('after a restart one press opens it again, and it goes on where it was', async () => {
  const folder = join(site.platform.context.config.data, 'allowed');
  await interrupted(folder, 24 * MB);
  const context = await open(folder, 24 * MB, 'granted');
  try {
    const page = await site.studio(context);
    const faults = faultsOf(page);
    await dock(page)
      .getByText(/브라우저가 물으면 허용을 눌러 주세요/)
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const offsets = offsetsOf(page);
    await dock(page).getByRole('button', { name: '이어 올리기' }).click();
    await done(page);
    expect(offsets[0]).toBeGreaterThan(MB);
    const [row, ...more] = await site.uploaded('large.mp4');
    expect(row?.sha256).toBe(hashOf(content(24 * MB)));
    expect(more).toEqual([]);
    expect(faults).toEqual([]);
  } finally {
    await context.close();
  }
});

test('whoever does not allow it picks the file again', async () => {
  const folder = join(site.platform.context.config.data, 'denied');
  await interrupted(folder, 28 * MB);
  const context = await open(folder, 28 * MB, 'denied');
  try {
    const page = await site.studio(context);
    await dock(page).getByRole('button', { name: '이어 올리기' }).click();
    await dock(page).getByText('이어서 올리려면 같은 파일을 다시 골라 주세요.').waitFor();
    const offsets = offsetsOf(page);
    await dock(page).getByRole('button', { name: '파일 다시 고르기' }).click();
    await done(page);
    expect(offsets[0]).toBeGreaterThan(MB);
  } finally {
    await context.close();
  }
});

/** What people do on pages, for browser tests: by the words they read. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Signs in at the form, and waits until the header knows it. */
export async function signIn(page: Page, origin: string, account: { email: string; password: string }) {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('이메일').fill(account.email);
  await page.getByLabel('비밀번호', { exact: true }).fill(account.password);
  await page.getByRole('main').getByRole('button', { name: '로그인' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/**
 * Has a page pick files by the browser's own field, as where there is no other: what `filechooser` tells of. To be
 * called before the page is opened; nobody but a person can drive the system's picker.
 */
export const pickByField = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    delete window.showOpenFilePicker;
  });

/** Drops a file onto the page, as from a folder's window. */
export const dropFile = (page: Page, path: string): Promise<void> =>
  dropFiles(page, [{ name: basename(path), content: readFileSync(path) }]);

/** Drops files onto the page, all at once. */
export async function dropFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (files) => {
      const data = new DataTransfer();
      for (const { name, content } of files) {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: 'video/mp4', lastModified: 1_700_000_000_000 }));
      }
      return data;
    },
    files.map(({ name, content }) => ({ name, content: content.toString('base64') })),
  );
  // who drags a file sees that it can be dropped; a page that is still coming does not say so yet
  const invitation = page.getByText('여기에 놓으면 올리기를 시작합니다');
  const enter = async () => {
    await page.dispatchEvent('main', 'dragenter', { dataTransfer: transfer });
    return invitation.isVisible();
  };
  await expect.poll(enter).toBe(true);
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

export type DroppedFile = { name: string; content: Buffer };

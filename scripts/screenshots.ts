/** Pictures of the pages for docs/screenshots, from a platform that runs. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../tests/support/browser.ts';
import { signIn } from '../tests/support/pages.ts';

const HELP = `Usage: npm run screenshots -- ADDRESS E-MAIL PASSWORD

Takes pictures of the pages at 360 and 1280 px into docs/screenshots, signed in as an administrator
where a page asks for it. ADDRESS is that of a running platform, such as http://localhost:3000.
`;
const FOLDER = fileURLToPath(new URL('../docs/screenshots', import.meta.url));
const SIZES = [
  { width: 360, height: 780 },
  { width: 1280, height: 860 },
];

const [origin, email, password] = process.argv.slice(2);
if (!origin || !email || !password) {
  process.stdout.write(HELP);
  process.exit(origin === '--help' ? 0 : 1);
}

await mkdir(FOLDER, { recursive: true });
const browser = await launchBrowser();
for (const viewport of SIZES) {
  const context = await browser.newContext({ viewport, locale: 'ko-KR', timezoneId: 'Asia/Seoul' });
  const page = await context.newPage();
  const take = async (name: string) => {
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(FOLDER, `${name}-${viewport.width}.png`), fullPage: true });
  };
  await page.goto(origin);
  await take('home');
  await page.goto(`${origin}/lectures`);
  await take('lectures');
  await playLecture(page);
  await take('lecture');
  await signIn(page, origin, { email, password });
  for (const [name, path] of [
    ['studio', '/studio'],
    ['statistics', '/admin/statistics'],
  ] as const) {
    await page.goto(origin + path);
    await take(name);
  }
  await page.goto(`${origin}/studio`);
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  for (const tab of ['video', 'info', 'captions', 'chapters', 'publish']) {
    await page.goto(`${page.url().split('?')[0]}?tab=${tab}`);
    await take(`studio-${tab}`);
  }
  await page.goto(`${origin}/admin/statistics`);
  await page.getByRole('main').getByRole('table').getByRole('link').first().click();
  await take('retention');
  await context.close();
}
await browser.close();

/** Opens the last lecture of the list, plays it a little, and stops on a picture. */
async function playLecture(page: Page): Promise<void> {
  await page.getByRole('article').last().getByRole('link').click();
  await page.getByRole('button', { name: '강의 재생' }).click();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 8);
  await page.getByRole('button', { name: '일시정지' }).first().click();
}

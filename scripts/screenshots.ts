/** Pictures of every page for docs/screenshots, from a platform that runs. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../tests/support/browser.ts';
import { signIn } from '../tests/support/pages.ts';
import { PAGES } from '../tests/support/site-pages.ts';

const HELP = `Usage: npm run screenshots -- ADDRESS E-MAIL PASSWORD

Takes pictures of all pages at 360 and 1280 px into docs/screenshots: those that are for everybody, and signed in as
an administrator the others. ADDRESS is that of a running platform, such as http://localhost:3000. Pages of what it
does not have (a certificate, an announcement) are left out.
`;
const FOLDER = fileURLToPath(new URL('../docs/screenshots', import.meta.url));
const SIZES = [
  { width: 360, height: 780 },
  { width: 1280, height: 860 },
];
/** Names that are shorter than their addresses. */
const NAMES: Readonly<Record<string, string>> = {
  '/': 'home',
  '/lectures?q=공공': 'search',
  '/lectures?q=아무것도': 'search-nothing',
  '/lectures/LECTURE': 'lecture',
  '/courses/COURSE': 'course',
  '/admin/statistics': 'statistics',
  '/admin/statistics/lectures/LECTURE': 'retention',
};

/** `/studio/lectures/LECTURE?tab=video` is `studio-video`, `/admin/announcements/NEWS` is `admin-announcements-one`. */
const nameOf = (path: string): string =>
  NAMES[path] ??
  path
    .replace(/\/(?:lectures\/LECTURE|COURSE|NEWS|PERSON|CERTIFICATE)(?![a-z])/g, (part) =>
      /NEWS|PERSON|CERTIFICATE/.test(part) ? '-one' : '',
    )
    .replace(/\?\w+=/, '-')
    .replaceAll('/', '-')
    .replace(/^-/, '');

const [origin, email, password] = process.argv.slice(2);
if (!origin || !email || !password) {
  process.stdout.write(HELP);
  process.exit(origin === '--help' ? 0 : 1);
}

await mkdir(FOLDER, { recursive: true });
const browser = await launchBrowser();
const forMembers = new Set<string>([...PAGES.resident, ...PAGES.administrator]);
for (const viewport of SIZES) {
  const context = await browser.newContext({ viewport, locale: 'ko-KR', timezoneId: 'Asia/Seoul' });
  const page = await context.newPage();
  await page.goto(origin);
  const found = await whatThereIs(page);
  const take = async (path: string) => {
    const address = path.replace(/[A-Z]{4,}/g, (name) => found[name] ?? name);
    if (/[A-Z]{4,}/.test(address)) return;
    await page.goto(origin + address);
    await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
    if (path === '/lectures/LECTURE') await playALittle(page);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(FOLDER, `${nameOf(path)}-${viewport.width}.png`), fullPage: true });
  };
  for (const path of PAGES.nobody) if (!forMembers.has(path) || path === '/') await take(path);
  await take('/lectures/LECTURE');
  await signIn(page, origin, { email, password });
  if (found.LECTURE) {
    // so that 나의 강의실 has something to show
    await page.goto(`${origin}/lectures/${found.LECTURE}`);
    await playALittle(page);
  }
  for (const path of forMembers) if (path !== '/' && path !== '/lectures/LECTURE') await take(path);
  await context.close();
}
await browser.close();

/** Ids of what the pages are about: of each the first that is found. */
async function whatThereIs(page: Page): Promise<Record<string, string>> {
  const firstOf = (path: string) =>
    page.evaluate(async (path) => {
      const reply = await fetch(path);
      return reply.ok ? ((await reply.json()).items.at(-1)?.id as string | undefined) : undefined;
    }, path);
  const ids = {
    LECTURE: await firstOf('/api/lectures'),
    COURSE: await firstOf('/api/courses'),
    NEWS: await firstOf('/api/announcements'),
  };
  return Object.fromEntries(Object.entries(ids).filter((entry): entry is [string, string] => !!entry[1]));
}

/** Plays a little, and stops on a picture. */
async function playALittle(page: Page): Promise<void> {
  await page.getByRole('button', { name: '강의 재생' }).click();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 8);
  await page.getByRole('button', { name: '일시정지' }).first().click();
}

/** Pages as whom they are for has them, each person in a browser of their own. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { openSite } from './site.ts';

/**
 * @param cookies of whoever is signed in; none of who is not
 * @param found what `LECTURE` and its like stand for in the paths of pages
 */
export async function openPeople<Person extends string>(
  site: Awaited<ReturnType<typeof openSite>>,
  browser: Browser,
  cookies: Record<Person, Record<string, string>>,
  found: Readonly<Record<string, string>>,
  options: BrowserContextOptions = {},
) {
  const contexts = new Map<Person, BrowserContext>();
  for (const person of Object.keys(cookies) as Person[])
    contexts.set(person, await site.withCookies(browser, cookies[person], options));
  return {
    contexts,
    /** A page of theirs, when nothing on it is being loaded any more. */
    async open(person: Person, path: string): Promise<Page> {
      const page = await contexts.get(person)?.newPage();
      if (!page) throw new Error(`There is no browser of ${person}.`);
      await page.goto(site.origin + path.replace(/[A-Z]{4,}/g, (name) => found[name] ?? name));
      await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
      await page.waitForLoadState('networkidle');
      await expect.poll(() => page.getByRole('main').getByText('불러오는 중입니다.').count()).toBe(0);
      return page;
    },
  };
}

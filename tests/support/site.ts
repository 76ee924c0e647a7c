/** The API as real browsers reach it, and browsers that are signed in. */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { freePort } from '../../scripts/platform/port.ts';
import type { Env } from '../../server/config.ts';
import type { Role } from '../../server/contract/vocabulary.ts';
import { testApp } from './app.ts';
import { launchBrowser } from './browser.ts';

/** An API of this process, as `testApp`, that listens. @param settings override the test's own */
export async function openSite(settings: Env = {}) {
  const port = await freePort('127.0.0.1');
  const origin = `http://localhost:${port}`;
  const api = await testApp({ MADANG_PUBLIC_URL: origin, ...settings });
  await api.app.listen({ host: '127.0.0.1', port });

  /** A browser of whoever has those cookies, that reads Korean unless `options` say otherwise. */
  async function withCookies(
    browser: Browser,
    cookies: Readonly<Record<string, string>>,
    options: BrowserContextOptions = {},
  ): Promise<BrowserContext> {
    const context = await browser.newContext({ locale: 'ko-KR', ...options });
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: origin })));
    return context;
  }
  return {
    ...api,
    ...{ origin, withCookies },
    /** Somebody new with that role, in a browser of their own. */
    async signedIn(
      browser: Browser,
      role: Role,
      options: BrowserContextOptions = {},
    ): Promise<BrowserContext> {
      return withCookies(browser, (await api.as(role)).cookies, options);
    },
  };
}

/** A site and Chromium, for the whole of a file of tests; `close` closes both. */
export async function openStage(settings: Env = {}) {
  const [site, browser] = await Promise.all([openSite(settings), launchBrowser()]);
  return {
    ...{ site, browser },
    async close(): Promise<void> {
      await browser.close();
      await site.close();
    },
  };
}

/** The API as real browsers reach it, and browsers that are signed in. */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { freePort } from '../../scripts/platform/port.ts';
import type { Env } from '../../server/config.ts';
import type { Role } from '../../server/contract/vocabulary.ts';
import { testApp } from './app.ts';

/** An API of this process, as `testApp`, that listens. @param settings override the test's own */
export async function openSite(settings: Env = {}) {
  const port = await freePort('127.0.0.1');
  const origin = `http://localhost:${port}`;
  const api = await testApp({ MADANG_PUBLIC_URL: origin, ...settings });
  await api.app.listen({ host: '127.0.0.1', port });
  return {
    ...api,
    origin,
    /** Somebody new with that role, in a browser of their own that reads Korean unless `options` say otherwise. */
    async signedIn(
      browser: Browser,
      role: Role,
      options: BrowserContextOptions = {},
    ): Promise<BrowserContext> {
      const context = await browser.newContext({ locale: 'ko-KR', ...options });
      const { cookies } = await api.as(role);
      await context.addCookies(
        Object.entries(cookies).map(([name, value]) => ({ name, value, url: origin })),
      );
      return context;
    },
  };
}

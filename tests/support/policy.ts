/** What the content security policy refused on the pages of a browser. */
import type { BrowserContext, Page } from 'playwright-core';

type Watched = Window & { refused?: string[] };

/** Notes from now on what the policy refuses, on every page that is opened. */
export async function watchPolicy(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const refused: string[] = [];
    (window as Watched).refused = refused;
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      refused.push(`${effectiveDirective}: ${blockedURI} at ${sourceFile}:${lineNumber} ${sample}`);
    });
  });
}

/** What was refused since the page was opened. */
export const refusedOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as Watched).refused ?? ['nobody watches']);

/** What every page has to be: without a fault that axe finds, and no wider than a phone or an office screen. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityFaults } from './browser.ts';

/** @param name of what is on the page, for who reads a failure @param rules those of axe, when not all are asked */
export async function expectFitting(page: Page, name = 'page', rules?: string[]): Promise<void> {
  // one that is still coming is not it yet
  await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    // what lies under the header cannot be pressed, and axe would say so
    await page.evaluate(() => scrollTo(0, 0));
    expect(await accessibilityFaults(page, rules), `${name} at ${width} px`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${name} wider than ${width} px`).toBeLessThanOrEqual(0);
  }
}

/** The content security policy: the player stands as it should without a style sheet of anybody else's being let in. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPlayerSite } from '../support/player-site.ts';
import { refusedOn, watchPolicy } from '../support/policy.ts';

let site: Awaited<ReturnType<typeof openPlayerSite>>;
beforeAll(async () => {
  site = await openPlayerSite();
}, 180_000);
afterAll(() => site?.close());

async function opened(): Promise<Page> {
  const context = await site.browser.newContext({ locale: 'ko-KR' });
  await watchPolicy(context);
  const page = await context.newPage();
  await page.goto(site.lecture.address);
  return page;
}

test('it lets no style in that is not in a file, or one of the player’s own', async () => {
  const { headers } = await (await site.as(null))('GET', '/');
  const policy = String(headers['content-security-policy']);
  expect(policy).not.toContain('unsafe');
  const styles = policy.split(';').find((one) => one.startsWith('style-src')) ?? '';
  expect(
    styles
      .split(' ')
      .slice(1)
      .every((one) => one === "'self'" || one.startsWith("'sha256-")),
  ).toBe(true);

  const page = await opened();
  await page.getByRole('button', { name: '강의 재생' }).waitFor();
  const colour = () => page.locator('h1').evaluate((one) => getComputedStyle(one).color);
  const before = await colour();
  await page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = 'h1 { color: rgb(1, 2, 3) !important }';
    document.head.append(style);
    document.querySelector('h1')?.setAttribute('style', 'color: rgb(1, 2, 3)');
    document.head.insertAdjacentHTML(
      'beforeend',
      '<link rel="stylesheet" href="data:text/css,h1{color:red}">',
    );
  });
  await expect
    .poll(async () => (await refusedOn(page)).map((one) => one.split(':')[0]).sort())
    .toEqual(['style-src-attr', 'style-src-elem', 'style-src-elem']);
  expect(await colour()).toBe(before);
  await page.context().close();
});

test('the player plays, and all of its elements have their own style sheets', async () => {
  const page = await opened();
  await page.getByRole('button', { name: '강의 재생' }).click();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1, null, {
    timeout: 60_000,
  });
  for (const name of ['재생 속도', '화질']) {
    await page.getByRole('button', { name }).first().click();
    await page.keyboard.press('Escape');
  }
  await page.getByRole('slider').first().hover();
  // a style sheet that was refused is there without rules
  const sheets = await page.evaluate(() => {
    const found: { element: string; rules: number }[] = [];
    const walk = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        const { shadowRoot } = element;
        if (!shadowRoot) continue;
        for (const style of shadowRoot.querySelectorAll('style'))
          found.push({ element: element.localName, rules: style.sheet?.cssRules.length ?? 0 });
        walk(shadowRoot);
      }
    };
    walk(document);
    return found;
  });
  expect(sheets.length).toBeGreaterThan(10);
  expect(sheets.filter(({ rules }) => rules === 0)).toEqual([]);
  expect(await refusedOn(page)).toEqual([]);
  await page.context().close();
});

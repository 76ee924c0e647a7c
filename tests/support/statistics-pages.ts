/** Pages of statistics as somebody reads them: the numbers, and what has no definition. */
import type { Page } from 'playwright-core';

/** The large numbers in their order: name, number, and its change where it has one. */
export async function cardsOf(page: Page): Promise<string[][]> {
  const cards = page.getByRole('main').locator('dl > div:has(dt button)');
  await cards.first().waitFor();
  return cards.evaluateAll((found) =>
    found.map((card) => {
      const name = card.querySelector('dt')?.firstChild?.textContent ?? '';
      const texts = [...card.querySelectorAll<HTMLElement>('dd:not([hidden])')].map((one) =>
        one.innerText.replace(/\s+/gu, ' ').trim(),
      );
      return [name, ...texts.filter(Boolean)];
    }),
  );
}

/** The tables in their order: the cells of each row. */
export const tablesOf = (page: Page): Promise<string[][][]> =>
  page
    .getByRole('main')
    .locator('table')
    .evaluateAll((tables) =>
      tables.map((table) =>
        [...(table as HTMLTableElement).tBodies].flatMap(({ rows }) =>
          [...rows].map(({ cells }) => [...cells].map((cell) => cell.innerText.replace(/\s+/gu, ' ').trim())),
        ),
      ),
    );

/** Headings of tables whose definition the page does not have; the days of a week and heights of pictures need none. */
export const undefinedOn = (page: Page): Promise<string[]> =>
  page.getByRole('main').evaluate((main) => {
    const texts = (selector: string) =>
      [...main.querySelectorAll(selector)].map((one) => one.textContent?.trim() ?? '');
    const defined = new Set(
      [...main.querySelectorAll('details div')]
        .filter((one) => one.querySelector('dd')?.textContent)
        .map((one) => one.querySelector('dt')?.textContent?.trim()),
    );
    const plain = /^(\d+p|[월화수목금토일]|Mon|Tue|Wed|Thu|Fri|Sat|Sun|시|Hour)$/u;
    return texts('thead th').filter((heading) => !plain.test(heading) && !defined.has(heading));
  });

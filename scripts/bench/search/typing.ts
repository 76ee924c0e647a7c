/** How long somebody waits who types into the search field, after every letter. */
import type { Bench } from '../run.ts';
import { askerOf } from '../statistics/asker.ts';
import { type Percentiles, percentilesOf } from '../statistics/percentiles.ts';
import { HOST, type Site, startApi } from '../statistics/site.ts';
import type { Tell } from '../steps.ts';

/** What is typed: words of one syllable to many, said everywhere or nowhere; initial consonants; the wrong keyboard. */
const TYPED = [
  '우리',
  '협치',
  '거버넌스',
  '주민참여예산',
  '사회보장협의체',
  '지방의회',
  '예산 주민',
  '협치 공론장 숙의',
  '법',
  'ㅎㅊ',
  'guqcl',
  '없는낱말',
];
/** Times each is asked for. */
const ASKED = 60;
/** Lectures that are offered while somebody types, as `web/search/suggested.ts` asks for them. */
const PAGE_SIZE = 4;

/** ms; `query` as far as it was typed */
export type TypedRun = { query: string; total: number; times: Percentiles };

export async function measureTyping(site: Site, bench: Bench, tell: Tell): Promise<TypedRun[]> {
  await using stack = new AsyncDisposableStack();
  const { port } = await startApi(site, bench, stack);
  const ask = askerOf(port, '', stack);
  const runs: TypedRun[] = [];
  for (const query of statesOf(TYPED)) {
    tell(query);
    const path = `/api/lectures?q=${encodeURIComponent(query)}&sort=newest&page=1&pageSize=${PAGE_SIZE}`;
    // Once first: what a search needs is then in memory, as it is where a site is in use.
    const { total } = await totalOf(`http://${HOST}:${port}${path}`);
    const times: number[] = [];
    for (let turn = 0; turn < ASKED; turn++) {
      bench.signal.throwIfAborted();
      times.push((await ask(path)).ms);
    }
    runs.push({ query, total, times: percentilesOf(times) });
  }
  return runs;
}

const totalOf = async (url: string) => (await (await fetch(url)).json()) as { total: number };

/** Every text that stands in the field while one of them is typed, syllable by syllable. Pure. */
export const statesOf = (typed: readonly string[]): string[] => [
  ...new Set(
    typed.flatMap((query) =>
      [...query].map((_, at) =>
        [...query]
          .slice(0, at + 1)
          .join('')
          .trim(),
      ),
    ),
  ),
];

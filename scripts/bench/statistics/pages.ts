/** How long an administrator waits for each page of the statistics, with all the data and with a tenth. */
import { addDays, seoulDay } from '../../../server/progress/days.ts';
import type { Bench } from '../run.ts';
import type { Tell } from '../steps.ts';
import { type Asker, askerOf } from './asker.ts';
import { idOf } from './catalogue.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';
import { administratorCookie, type Site, startApi } from './site.ts';

/** What the pages ask for; `:lecture` and `:course` stand for ids. */
export const PAGES: readonly { path: string; ofAllTime?: boolean }[] = [
  { path: '/api/statistics/overview' },
  { path: '/api/statistics/lectures' },
  { path: '/api/statistics/lectures/:lecture' },
  { path: '/api/statistics/lectures/:lecture/retention', ofAllTime: true },
  { path: '/api/statistics/courses' },
  { path: '/api/statistics/courses/:course' },
  { path: '/api/statistics/audiences' },
  { path: '/api/statistics/regions' },
  { path: '/api/statistics/months' },
  { path: '/api/statistics/hours' },
];

/** Days of the periods that are asked for in turn. */
const PERIODS = [1, 7, 30, 365];
/** By number: from the most viewed lecture to one that few open, each with every period. */
const LECTURES_SHOWN = [1, 2, 10, 50, 250, 500];
const COURSES_SHOWN = [1, 2, 5, 25, 50];

/** Times that a page is asked for, unless that takes longer than so many ms. */
const ASKED = 200;
const LONGEST_MS = 60_000;

export type PageRun = { path: string; times: { whole: Percentiles; tenth: Percentiles } | null };

/** Asks both sites in turn, so that what else the machine does disturbs both. @returns null where a page is missing */
export async function measurePages(whole: Site, tenth: Site, bench: Bench, tell: Tell): Promise<PageRun[]> {
  await using stack = new AsyncDisposableStack();
  const opened = async (site: Site) => {
    const { port } = await startApi(site, bench, stack);
    return askerOf(port, await administratorCookie(site), stack);
  };
  const sites = { whole: await opened(whole), tenth: await opened(tenth) };
  const runs: PageRun[] = [];
  for (const page of PAGES) {
    tell(page.path);
    runs.push({ path: page.path, times: await timesOf(page, sites, bench.signal) });
  }
  return runs;
}

async function timesOf(
  page: (typeof PAGES)[number],
  sites: { whole: Asker; tenth: Asker },
  signal: AbortSignal,
): Promise<PageRun['times']> {
  const today = seoulDay(new Date());
  // Once with each period first: what a page needs is then in memory, as it is where pages are in use.
  for (const index of PERIODS.keys()) {
    for (const ask of [sites.whole, sites.tenth]) {
      if ((await ask(addressOf(page, index, today))).missing) return null;
    }
  }
  const [whole, tenth]: [number[], number[]] = [[], []];
  const end = performance.now() + LONGEST_MS;
  for (let index = 0; index < ASKED && performance.now() < end; index++) {
    signal.throwIfAborted();
    const address = addressOf(page, index, today);
    whole.push((await sites.whole(address)).ms);
    tenth.push((await sites.tenth(address)).ms);
  }
  return { whole: percentilesOf(whole), tenth: percentilesOf(tenth) };
}

/**
 * The nth address of a page: other periods, later ones and earlier ones, other lectures. Pure.
 * @param today of Asia/Seoul, the day after the last one that is filled
 */
export function addressOf({ path, ofAllTime }: (typeof PAGES)[number], index: number, today: string): string {
  const round = Math.floor(index / PERIODS.length);
  const days = PERIODS[index % PERIODS.length] ?? 1;
  const lecture = LECTURES_SHOWN[round % LECTURES_SHOWN.length] ?? 1;
  const course = COURSES_SHOWN[round % COURSES_SHOWN.length] ?? 1;
  const to = addDays(today, -1 - ((round * 37) % (366 - days)));
  const query = ofAllTime ? '' : `?from=${addDays(to, 1 - days)}&to=${to}`;
  return (
    path.replace(':lecture', idOf('lecture', lecture)).replace(':course', idOf('course', course)) + query
  );
}

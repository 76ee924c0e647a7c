/** How long administrators and staff wait for each page of the statistics, with all the data and with a tenth. */
import type { Role } from '../../../server/contract/vocabulary.ts';
import { addDays, seoulDay } from '../../../server/progress/days.ts';
import type { Bench } from '../run.ts';
import type { Tell } from '../steps.ts';
import { type Asker, askerOf } from './asker.ts';
import { idOf } from './catalogue.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';
import { cookieOf, type Site, startApi } from './site.ts';

/** What the pages ask for; `:lecture` and `:course` stand for ids. */
export const PAGES: readonly { path: string; ofAllTime?: boolean; by?: 'staff' }[] = [
  { path: '/api/statistics/overview' },
  { path: '/api/statistics/overview', by: 'staff' },
  { path: '/api/statistics/lectures' },
  { path: '/api/statistics/lectures?sort=viewers' },
  { path: '/api/statistics/lectures?sort=averageShare' },
  { path: '/api/statistics/lectures/:lecture' },
  { path: '/api/statistics/lectures/:lecture/retention', ofAllTime: true },
  { path: '/api/statistics/courses' },
  { path: '/api/statistics/courses', by: 'staff' },
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

/** Times that a page is asked for, in all periods together, unless that takes longer than so many ms. */
const ASKED = 240;
const LONGEST_MS = 60_000;

/** Times are null where there is no such page. */
export type PageRun = { path: string; times: PageTimes | null };
/** ms that a page took for periods of so many days: those for which it took longest. */
type PageTimes = { days: number; whole: Percentiles; tenth: Percentiles };

/** Asks both sites in turn, so that what else the machine does disturbs both. */
export async function measurePages(whole: Site, tenth: Site, bench: Bench, tell: Tell): Promise<PageRun[]> {
  await using stack = new AsyncDisposableStack();
  const opened = async (site: Site) => {
    const { port } = await startApi(site, bench, stack);
    const asker = async (role: Role) => askerOf(port, await cookieOf(site, role), stack);
    return { administrator: await asker('administrator'), staff: await asker('staff') };
  };
  const sites = { whole: await opened(whole), tenth: await opened(tenth) };
  const runs: PageRun[] = [];
  for (const page of PAGES) {
    tell(page.path);
    const { path, by = 'administrator' } = page;
    const asked = { whole: sites.whole[by], tenth: sites.tenth[by] };
    const times = await timesOf(page, asked, bench.signal);
    runs.push({ path: by === 'staff' ? `${path} of staff` : path, times });
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
  const periods = PERIODS.map((days) => ({ days, whole: [] as number[], tenth: [] as number[] }));
  const end = performance.now() + LONGEST_MS;
  for (let index = 0; index < ASKED && performance.now() < end; index++) {
    signal.throwIfAborted();
    const address = addressOf(page, index, today);
    const period = periods[index % periods.length];
    period?.whole.push((await sites.whole(address)).ms);
    period?.tenth.push((await sites.tenth(address)).ms);
  }
  return slowestOf(periods);
}

/** The period with the highest p95 of all the data. Pure. */
export function slowestOf(periods: readonly { days: number; whole: number[]; tenth: number[] }[]): PageTimes {
  const [slowest] = periods
    .map(({ days, whole, tenth }) => ({ days, whole: percentilesOf(whole), tenth: percentilesOf(tenth) }))
    .toSorted((a, b) => b.whole.p95 - a.whole.p95);
  if (!slowest) throw new Error('No period was asked for.');
  return slowest;
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
  const query = ofAllTime ? '' : `${path.includes('?') ? '&' : '?'}from=${addDays(to, 1 - days)}&to=${to}`;
  return (
    path.replace(':lecture', idOf('lecture', lecture)).replace(':course', idOf('course', course)) + query
  );
}

/** The numbers of quality of experience: what they are called, and how each is written. */
import type { QualityNumbers } from '../../server/contract/quality-statistics.ts';
import { t } from '../i18n/i18n.ts';
import { number } from '../ui/format.ts';

/** With one decimal, also where it is 0: they stand under each other. */
const decimal = (value: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

const seconds = (value: number | null) =>
  value === null ? '–' : t('statistics.seconds', { n: decimal(value) });

/** To a tenth of a percent: few sessions have trouble, and those are looked for. */
const share = (value: number | null) => (value === null ? '–' : `${decimal(value * 100)}%`);

/** In the order in which they are shown. */
export const QUALITY_NUMBERS = [
  'sessions',
  'startupMedian',
  'startupP90',
  'unstartedShare',
  'stalledShare',
  'stalledPerHour',
  'failedShare',
] as const satisfies readonly (keyof QualityNumbers)[];

/** As many as there are `QUALITY_NUMBERS`, with their units. */
export const qualityCells = (numbers: QualityNumbers): string[] => [
  number(numbers.sessions),
  seconds(numbers.startupMedian),
  seconds(numbers.startupP90),
  share(numbers.unstartedShare),
  share(numbers.stalledShare),
  seconds(numbers.stalledPerHour),
  share(numbers.failedShare),
];

/** What was played in one rung, of all that was. */
export interface RungShare {
  rung: number;
  /** 0–1 */
  share: number;
  /** the same, as it is written */
  percent: string;
}

/** Best rung first; those that nobody saw are left out. */
export function rungShares({ rungs }: QualityNumbers): RungShare[] {
  const total = rungs.reduce((sum, { watchSeconds }) => sum + watchSeconds, 0);
  return rungs
    .filter(({ watchSeconds }) => watchSeconds > 0)
    .map(({ rung, watchSeconds }) => ({
      rung,
      share: watchSeconds / total,
      percent: share(watchSeconds / total),
    }));
}

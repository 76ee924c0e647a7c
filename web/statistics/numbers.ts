/** The four numbers, what they are called, and how each is written. */
import { t } from '../i18n/i18n.ts';
import { number } from '../ui/format.ts';
import { watchTime } from './watch-time.ts';

/** As every report has them. */
export interface Numbers {
  views: number;
  viewers: number;
  watchSeconds: number;
  completions: number;
}

/** In the order in which they are shown. */
export const NUMBERS = [
  'views',
  'viewers',
  'watchSeconds',
  'completions',
] as const satisfies readonly (keyof Numbers)[];

/** A number with its unit. */
export function withUnit(field: keyof Numbers, value: number): string {
  if (field === 'watchSeconds') return watchTime(value);
  const unit = { views: 'times', viewers: 'people', completions: 'cases' } as const;
  return t(`statistics.${unit[field]}`, { n: number(value) });
}

/** The columns, and a row of cells for them. */
export const NUMBER_COLUMNS = NUMBERS.map((term) => ({ term }));

/** A number in a column that says what it is. */
export const numberCell = (field: keyof Numbers, value: number): string =>
  field === 'watchSeconds' ? watchTime(value) : number(value);

export const numberCells = (row: Numbers): string[] => NUMBERS.map((field) => numberCell(field, row[field]));

/** Numbers as they leave the house: small ones are withheld, and marks stand in their place. */
import type { Withheld } from '../../server/contract/month-report.ts';
import { number } from '../ui/format.ts';
import { type Change, changeOf } from './change.ts';
import { type Numbers, withUnit } from './numbers.ts';
import { watchTime } from './watch-time.ts';

type Shown = number | Withheld;

/** With its unit. */
export const shownText = (field: keyof Numbers, value: Shown): string =>
  typeof value === 'number' ? withUnit(field, value) : value;

/** For a cell whose column says what it is. */
export function shownCell(field: keyof Numbers, value: Shown): string {
  if (typeof value !== 'number') return value;
  return field === 'watchSeconds' ? watchTime(value) : number(value);
}

/** Null where one of the two is withheld, which the change would tell, or where there was nothing before. */
export function shownChange(now: Shown, before: Shown): Change | null {
  if (typeof now !== 'number' || typeof before !== 'number') return null;
  const change = changeOf(now, before);
  return change.kind === 'new' ? null : change;
}

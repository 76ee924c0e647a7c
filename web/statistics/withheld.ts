/** Numbers as they leave the house: small ones are withheld, and marks stand in their place. */
import type { Withheld } from '../../server/contract/month-report.ts';
import { type Change, changeOf } from './change.ts';
import { type Numbers, numberCell, withUnit } from './numbers.ts';

type Shown = number | Withheld;

/** With its unit. */
export const shownText = (field: keyof Numbers, value: Shown): string =>
  typeof value === 'number' ? withUnit(field, value) : value;

/** For a cell whose column says what it is. */
export const shownCell = (field: keyof Numbers, value: Shown): string =>
  typeof value === 'number' ? numberCell(field, value) : value;

/** Null where one of the two is withheld, which the change would tell, or where there was nothing before. */
export function shownChange(now: Shown, before: Shown): Change | null {
  if (typeof now !== 'number' || typeof before !== 'number') return null;
  const change = changeOf(now, before);
  return change.kind === 'new' ? null : change;
}

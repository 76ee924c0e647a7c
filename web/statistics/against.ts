/** What a period may be compared with. */
import type { Asked } from './asked.ts';
import { type Period, yearBefore } from './period.ts';

/** `before`: as many days right before; `year`: the same days of the year before */
export const AGAINST = ['before', 'year', 'other'] as const;
type Against = (typeof AGAINST)[number];

/** Which of them is asked for. */
export function againstOf({ compared, ...period }: Asked): Against {
  if (compared === null) return 'before';
  const year = yearBefore(period);
  return year.from === compared.from && year.to === compared.to ? 'year' : 'other';
}

/** The days that it stands for, as they are asked for. @param other the days of `other` */
export function comparedBy(against: Against, period: Period, other: Period): Period | null {
  if (against === 'before') return null;
  return against === 'year' ? yearBefore(period) : other;
}

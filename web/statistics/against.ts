/** What a period may be compared with. */
import type { Asked } from './asked.ts';
import { monthsBefore, type Period, weekBefore } from './period.ts';

/** `before`: as many days right before; `week`, `month`, `year`: the same days of the one before */
export const AGAINST = ['before', 'week', 'month', 'year', 'other'] as const;
type Against = (typeof AGAINST)[number];

/** The days of the one before. */
const SAME = {
  week: weekBefore,
  month: (period: Period) => monthsBefore(period, 1),
  year: (period: Period) => monthsBefore(period, 12),
};

/** Which of them is asked for. */
export function againstOf({ compared, ...period }: Asked): Against {
  if (compared === null) return 'before';
  const same = (['week', 'month', 'year'] as const).find((name) => {
    const { from, to } = SAME[name](period);
    return from === compared.from && to === compared.to;
  });
  return same ?? 'other';
}

/** The days that it stands for, as they are asked for. @param other the days of `other` */
export function comparedBy(against: Against, period: Period, other: Period): Period | null {
  if (against === 'before') return null;
  return against === 'other' ? other : SAME[against](period);
}

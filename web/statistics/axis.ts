/** The axis under a chart: how far it reaches, and what stands at its marks. Pure. */
import type { Language } from '../../server/contract/vocabulary.ts';
import { dayInYear } from '../ui/format.ts';

/** From the first point to the last; around a single one as much as would lie between two. */
export const reachOf = (first: number, last: number): [from: number, to: number] =>
  first === last ? [first - 0.5, last + 0.5] : [first, last];

/** The day at a mark; nothing where only the days that are compared with go on. */
export function dayAt(days: readonly { day: string }[], mark: number, lang: Language): string {
  const there = days[mark];
  return there ? dayInYear(there.day, lang) : '';
}

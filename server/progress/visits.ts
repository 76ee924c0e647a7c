/** Viewers of a day by the day on which they had come before: what makes the viewers of any period a sum. Pure. */

/** Viewers who watched on a day. Days are of Asia/Seoul. */
export type Visits = {
  day: string;
  staff: boolean;
  /** day on which they had last watched; null = never */
  previous: string | null;
  viewers: number;
};
type DayViewers = Omit<Visits, 'previous'> & { newcomers: number };
type Returns = Visits & { previous: string; away: number };

/** What rows of days keep of visits. */
export const dayViewers = <T extends Visits>(visits: readonly T[]): (Omit<T, 'previous'> & DayViewers)[] =>
  visits.map(({ previous, ...rest }) => ({ ...rest, newcomers: previous === null ? rest.viewers : 0 }));

/** What rows of returns keep of visits. */
export const returnsOf = <T extends Visits>(visits: readonly T[]): (T & Returns)[] =>
  visits.flatMap((visit) => {
    const { previous, day } = visit;
    return previous === null ? [] : [{ ...visit, previous, away: awayClass(previous, day) }];
  });

/** Each day with the one before it. @param days in order @param viewers whether they are counted, or no longer */
export const visitsOn = (days: readonly string[], viewers: 1 | -1): Omit<Visits, 'staff'>[] =>
  days.map((day, nth) => ({ day, previous: days[nth - 1] ?? null, viewers }));

/** The power of two that the days from one to the other reach. */
const awayClass = (previous: string, day: string): number =>
  31 - Math.clz32((Date.parse(day) - Date.parse(previous)) / 86_400_000);

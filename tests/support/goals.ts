import { type Figure, isMet } from '../../scripts/bench/report.ts';

/** Of each figure of a benchmark that has a goal, whether it keeps it; null where nothing was measured. */
export const goalsKept = (figures: readonly Figure[]): (boolean | null)[] =>
  figures.flatMap((figure) => (figure.goal ? [isMet(figure)] : []));

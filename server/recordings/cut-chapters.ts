/** Chapters of a recording of which parts were cut out. Pure. */
import type { Kept } from '../database/schema/recordings.ts';

/** Seconds behind a joint within which another chapter begins: too little for one of its own. */
const NEAR = 1;

/**
 * Chapters where they begin in the cut. One that begins within a part that was taken out begins at that part's end,
 * unless another begins there or right behind it.
 * @param chapters in order
 * @param kept in order
 */
export function cutChapters<T extends { start: number }>(chapters: readonly T[], kept: readonly Kept[]): T[] {
  const placed = chapters.flatMap((chapter) => {
    const part = kept.find(({ to }) => chapter.start < to);
    if (!part) return [];
    const isCut = chapter.start < part.from;
    const start = Math.round((Math.max(chapter.start, part.from) - part.from + part.at) * 1000) / 1000;
    return [{ isCut, chapter: { ...chapter, start } }];
  });
  const next = (nth: number) => placed[nth + 1]?.chapter.start ?? Number.POSITIVE_INFINITY;
  return placed.flatMap(({ isCut, chapter }, nth) =>
    isCut && next(nth) - chapter.start < NEAR ? [] : [chapter],
  );
}

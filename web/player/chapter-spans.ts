/** A chapter as the seek bar shows it; times in s. */
export interface ChapterSpan {
  text: string;
  startTime: number;
  endTime: number;
}

/** Chapters as spans that follow each other to the end of the lecture. */
export function spansOf(chapters: readonly { start: number; title: string }[], total: number): ChapterSpan[] {
  return chapters.map(({ start, title }, at) => ({
    text: title,
    startTime: start,
    endTime: chapters[at + 1]?.start ?? Math.max(total, start),
  }));
}

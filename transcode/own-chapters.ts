/** Chapters that a file comes with, read from what ffprobe says of them. Pure. */
import type { OwnChapter } from '../server/database/schema/recording-marks.ts';

/** What of a file's chapters is believed: more are no chapters that anybody wrote. */
const MOST = 200;
const LONGEST_TITLE = 200;

type Told = { chapters?: { start_time?: string; tags?: { title?: string } }[] };

/**
 * @param json of ffprobe; empty or broken when it said too much, or nothing
 * @param startTime seconds by the file's own clock at which the lecture begins
 * @returns by the lecture's clock, in order; none of a file whose only chapter is all of it, without a title
 */
export function readChapters(json: string, startTime: number, duration: number): OwnChapter[] {
  const chapters = parse(json)
    .slice(0, MOST)
    .map(({ start_time, tags }) => ({
      start: Math.max(0, Number.parseFloat(start_time ?? '') - startTime),
      title: (tags?.title ?? '').normalize('NFC').trim().slice(0, LONGEST_TITLE),
    }))
    .filter(({ start }) => start < duration)
    .sort((one, other) => one.start - other.start);
  return chapters.length === 1 && chapters[0]?.title === '' ? [] : chapters;
}

function parse(json: string): NonNullable<Told['chapters']> {
  try {
    return (JSON.parse(json) as Told).chapters ?? [];
  } catch {
    return [];
  }
}

/** Chapters as rows of text that people type, and back. */
import type { Chapter } from '../../server/contract/playback.ts';
import { same } from './theirs.ts';

export interface ChapterRow {
  /** tells rows apart while they are edited */
  key: number;
  /** `12:30` or `1:02:30` */
  time: string;
  /** seconds as they are stored, which `time` shows whole; a row that was added here has none */
  exact?: number;
  title: string;
  titleEn: string;
  /** the chapter that it was when it last made sense: it stays that one while it makes none */
  whole?: Chapter;
}

/** By row key. */
export type ChapterFaults = ReadonlyMap<number, ChapterFault>;

export type ChapterFault = 'time_format' | 'time_beyond_end' | 'time_twice' | 'title_missing';

const TIME = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/u;

/** Seconds of a typed time; null when it is none. Hours need minutes under 60 behind them. */
export function secondsOf(time: string): number | null {
  const found = TIME.exec(time.trim());
  if (!found) return null;
  const [hours, minutes, seconds] = [Number(found[1] ?? 0), Number(found[2]), Number(found[3])];
  if (found[1] !== undefined && minutes > 59) return null;
  return hours * 3600 + minutes * 60 + seconds;
}

/** A time as people type it. */
export function timeText(seconds: number): string {
  const whole = Math.floor(seconds);
  const rest = String(whole % 60).padStart(2, '0');
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** Seconds of a row: those that are stored as long as it shows them; null when its time is none. */
function startOf({ time, exact }: ChapterRow): number | null {
  return exact !== undefined && time === timeText(exact) ? exact : secondsOf(time);
}

/** Rows for chapters that came from the server. */
export function rowsOf(chapters: readonly Chapter[]): ChapterRow[] {
  return chapters.map(rowOf);
}

const rowOf = (whole: Chapter, key: number) => ({ ...asTyped(whole), key, exact: whole.start, whole });

const asTyped = ({ start, title, titleEn }: Chapter) => ({ time: timeText(start), title, titleEn });

/**
 * Rows for other chapters than before: a row of the same time stays the same row, and what makes no sense yet stays
 * as it was typed.
 */
export function rowsFor(
  chapters: readonly Chapter[],
  before: readonly ChapterRow[],
  faults: ChapterFaults,
): ChapterRow[] {
  const unused = Math.max(-1, ...before.map(({ key }) => key)) + 1;
  const halves = before.filter((row) => faults.has(row.key) || isBlank(row));
  const keyOf = (time: string) => before.find((row) => row.time === time && !halves.includes(row))?.key;
  const rows = chapters.map((chapter, index) => {
    const half = halves.find(({ key, whole }) => faults.has(key) && whole?.start === chapter.start);
    if (half) return { ...half, whole: chapter };
    return rowOf(chapter, keyOf(timeText(chapter.start)) ?? unused + index);
  });
  return [...rows, ...halves.filter(({ key }) => !rows.some((row) => row.key === key))];
}

/** A row with other words. @param faulty whether it makes no sense before */
export function rowChanged(row: ChapterRow, values: Partial<ChapterRow>, faulty: boolean): ChapterRow {
  const whole = faulty ? null : chapterOf(row);
  return { ...row, ...values, ...(whole && { whole }) };
}

/** Rows with more chapters among them, in the order of the lecture; of a time that a row has already none is added. */
export function rowsWith(rows: readonly ChapterRow[], chapters: readonly Chapter[]): ChapterRow[] {
  const all = [...rows];
  for (const { start, title, titleEn } of chapters) {
    if (all.some((row) => secondsOf(row.time) === Math.floor(start))) continue;
    const later = all.findIndex((row) => (startOf(row) ?? Number.POSITIVE_INFINITY) > start);
    const key = Math.max(-1, ...all.map((row) => row.key)) + 1;
    all.splice(later < 0 ? all.length : later, 0, { key, time: timeText(start), title, titleEn });
  }
  return all;
}

/** A row nobody has typed in is not a chapter yet, and not a fault either. */
function isBlank({ time, title, titleEn }: ChapterRow): boolean {
  return `${time}${title}${titleEn}`.trim() === '';
}

/** What is wrong, by row key; empty when the rows can be saved. `duration` is null until it is known. */
export function chapterFaults(rows: readonly ChapterRow[], duration: number | null): ChapterFaults {
  const faults = new Map<number, ChapterFault>();
  const seen = new Set<number>();
  for (const row of rows.filter((one) => !isBlank(one))) {
    const start = startOf(row);
    if (start === null) faults.set(row.key, 'time_format');
    else if (duration !== null && start >= duration) faults.set(row.key, 'time_beyond_end');
    else if (seen.has(start)) faults.set(row.key, 'time_twice');
    else if (row.title.trim() === '') faults.set(row.key, 'title_missing');
    if (start !== null) seen.add(start);
  }
  return faults;
}

/** The chapter that a row is; null while its time is none. */
function chapterOf(row: ChapterRow): Chapter | null {
  const start = startOf(row);
  return start === null ? null : { start, title: row.title.trim(), titleEn: row.titleEn.trim() };
}

/** Chapters in the order of the lecture: a row that makes no sense is the chapter that it was before, or none yet. */
export function chaptersOf(rows: readonly ChapterRow[], faults: ChapterFaults): Chapter[] {
  return rows
    .flatMap((row) => (faults.has(row.key) ? row.whole : chapterOf(row)) ?? [])
    .sort((one, other) => one.start - other.start);
}

/** Whether two chapters have one time, of which only one can be stored: another row has taken that of a faulty one. */
export function isTaken(chapters: readonly Chapter[]): boolean {
  return new Set(chapters.map(({ start }) => start)).size < chapters.length;
}

/** Whether something was typed that no chapter has: rows that make no sense, unless they are stored like that. */
export function isUnfinished(rows: readonly ChapterRow[], faults: ChapterFaults): boolean {
  return rows.some(
    ({ key, time, title, titleEn, whole }) =>
      faults.has(key) && !(whole && same({ time, title, titleEn }, asTyped(whole))),
  );
}

/** Chapters as rows of text that people type, and back. */
import type { Chapter } from '../../server/contract/playback.ts';

export interface ChapterRow {
  /** tells rows apart while they are edited */
  key: number;
  /** `12:30` or `1:02:30` */
  time: string;
  /** seconds as they are stored, which `time` shows whole; a row that was added here has none */
  exact?: number;
  title: string;
  titleEn: string;
}

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
  return chapters.map(({ start, title, titleEn }, key) => ({
    ...{ key, time: timeText(start), exact: start, title, titleEn },
  }));
}

/** Rows for other chapters than before: a row of the same time stays the same row, and one without a time stays too. */
export function rowsFor(chapters: readonly Chapter[], before: readonly ChapterRow[]): ChapterRow[] {
  const unused = Math.max(-1, ...before.map(({ key }) => key)) + 1;
  const keyOf = (time: string) => before.find((row) => row.time === time)?.key;
  return [
    ...rowsOf(chapters).map((row, index) => ({ ...row, key: keyOf(row.time) ?? unused + index })),
    ...before.filter(({ time }) => secondsOf(time) === null),
  ];
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
export function chapterFaults(
  rows: readonly ChapterRow[],
  duration: number | null,
): ReadonlyMap<number, ChapterFault> {
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

/** Chapters in the order of the lecture; rows without a valid time are left out, so check the faults first. */
export function chaptersOf(rows: readonly ChapterRow[]): Chapter[] {
  return rows
    .flatMap((row) => {
      const { title, titleEn } = row;
      const start = startOf(row);
      return start === null ? [] : [{ start, title: title.trim(), titleEn: titleEn.trim() }];
    })
    .sort((one, other) => one.start - other.start);
}

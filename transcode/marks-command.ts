/**
 * Where the picture becomes another, and where nobody speaks: the command, and what is read from what it writes. Pure.
 *
 * ffmpeg's own scene score is one number for the whole picture. Slides of one template differ by less than a speaker's
 * inset moves, so the difference of two pictures is kept for each cell of a grid: where a cell that stands still, or
 * moves little, is suddenly another and then stands again, there is another slide.
 */
import { join } from 'node:path';
import type { SilenceMark, SlideMark } from '../server/database/schema/recording-marks.ts';
import type { Command } from './ffmpeg.ts';

/** Pictures a second that are compared. */
export const RATE = 2;
const GRID = { columns: 16, rows: 9 };
export const CELLS = GRID.columns * GRID.rows;

/** Mean difference (0 to 255) from which on a cell counts as another. */
const ANOTHER = 8;
/** How many times as much as it differs from picture to picture around then. */
const OUTSTANDING = 3;
/** Pictures around a change in which the cell is looked at, and those next to it that may belong to it: a fade. */
const AROUND = 6 * RATE;
const FADE = 1.5 * RATE;
/** Cells that make another slide. One alone is a pointer, or a clock. */
const LEAST = 2;
/** Marks that are kept of a recording, the strongest. */
const MOST = 600;

/** Sound under this is silence, after the sound was brought to −16 LUFS; and how long it must last, s. */
const SILENCE = 'noise=-35dB:d=0.7';

/**
 * Compares the pictures of a film, and listens to its sound.
 * @param sound null = it has none
 * @param folder in which ffmpeg runs, and into which it writes
 */
export function marksCommand(film: string, sound: string | null, folder: string): Command {
  const small = `fps=${RATE},scale=${GRID.columns * 16}:${GRID.rows * 16}:flags=area,format=gray`;
  const differing = `tblend=all_mode=difference,scale=${GRID.columns}:${GRID.rows}:flags=area,format=gray`;
  const heard = `[1:a]silencedetect=${SILENCE},ametadata=mode=print:file=${SOUND}[sound]`;
  return {
    threads: 1,
    inputs: [
      { path: film, options: ['-threads', '1', '-an'] },
      ...(sound ? [{ path: sound, options: ['-vn'] }] : []),
    ],
    filter: [`[0:v]${small},${differing}[picture]`, ...(sound ? [heard] : [])].join(';'),
    outputs: [
      {
        path: join(folder, PICTURE),
        options: ['-map', '[picture]', '-fps_mode', 'passthrough', '-f', 'rawvideo'],
      },
      ...(sound ? [{ path: '-', options: ['-map', '[sound]', '-f', 'null'] }] : []),
    ],
  };
}

/** Files that ffmpeg writes: a byte for each cell of each pair of pictures, and where silences begin and end. */
export const PICTURE = 'picture.gray';
export const SOUND = 'sound.txt';

/**
 * Other slides, in order.
 * @param differences of each picture from the one before, CELLS bytes each; the first is of the lecture's first picture
 */
export function slidesIn(differences: Uint8Array): SlideMark[] {
  const pictures = Math.floor(differences.length / CELLS);
  const strengths = Array.from({ length: pictures }, (_, nth) => changedCells(differences, pictures, nth));
  const marks: SlideMark[] = [];
  for (const [nth, cells] of strengths.entries()) {
    // at the very beginning and end there is too little around it to know what stands still, and no chapter either
    if (cells < LEAST || nth < AROUND / 2 || nth >= pictures - AROUND / 2) continue;
    // of pictures in a row that differ, the one that differs most: a slide that fades in is one
    const near = strengths.slice(Math.max(0, nth - FADE), nth + FADE + 1);
    const first = strengths.indexOf(Math.max(...near), Math.max(0, nth - FADE));
    if (first === nth) marks.push({ at: nth / RATE, strength: round(cells / CELLS) });
  }
  return strongest(marks);
}

/** How many cells become another with a picture, and differ from all that they do around then. */
function changedCells(differences: Uint8Array, pictures: number, nth: number): number {
  let changed = 0;
  for (let cell = 0; cell < CELLS; cell++) {
    const difference = differences[nth * CELLS + cell] ?? 0;
    if (difference < ANOTHER) continue;
    let others = 0;
    for (let at = Math.max(0, nth - AROUND); at <= Math.min(pictures - 1, nth + AROUND); at++) {
      if (Math.abs(at - nth) > FADE) others = Math.max(others, differences[at * CELLS + cell] ?? 0);
    }
    if (difference >= OUTSTANDING * others) changed++;
  }
  return changed;
}

function strongest(marks: SlideMark[]): SlideMark[] {
  const kept = [...marks].sort((one, other) => other.strength - one.strength).slice(0, MOST);
  return kept.sort((one, other) => one.at - other.at);
}

/**
 * Silences, from what the filters wrote down.
 * @param end seconds at which the sound ends, and a silence that goes on to then
 */
export function silencesIn(printed: string, end: number): SilenceMark[] {
  const silences: SilenceMark[] = [];
  let from: number | null = null;
  for (const [, which, seconds] of printed.matchAll(/^lavfi\.silence_(start|end)=([\d.]+)/gm)) {
    if (which === 'start') from = Number(seconds);
    else if (from !== null) {
      silences.push({ from: round(from), to: round(Number(seconds)) });
      from = null;
    }
  }
  if (from !== null && end > from) silences.push({ from: round(from), to: round(end) });
  return silences;
}

/** One list of several: what touches or overlaps is one silence. At most as many as are kept, the longest. */
export function joinedSilences(lists: readonly SilenceMark[][]): SilenceMark[] {
  const joined: SilenceMark[] = [];
  for (const silence of lists.flat().sort((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && silence.from <= last.to + 0.1) last.to = Math.max(last.to, silence.to);
    else joined.push({ ...silence });
  }
  const length = ({ from, to }: SilenceMark) => to - from;
  const longest = joined.sort((one, other) => length(other) - length(one)).slice(0, MOST);
  return longest.sort((one, other) => one.from - other.from);
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** Previews and posters as commands, and the choice among pictures. Pure. */
import { join } from 'node:path';
import type { Command } from './ffmpeg.ts';

/** Seconds between previews, at most. */
const APART = 10;
/** Above this many previews fewer seconds apart would serve nobody. */
const DENSE = 300;
/** Pixels that a preview must fit in, and previews in a sheet. */
const BOX = { width: 240, height: 135 };
/** Pixels that a poster must fit in. */
export const POSTER = { width: 1280, height: 720 };
const SHEET = { columns: 5, rows: 5 };
export const PER_SHEET = SHEET.columns * SHEET.rows;
const POSTERS = 3;
/** Mean luma (of 16 to 235) below which a picture counts as black. */
const DARK = 32;

export const LIGHT = 'light.txt';
export const DETAIL = 'detail.txt';

type Size = { width: number; height: number };
export type Layout = {
  /** every how many segments there is a preview: of the segment's first frame */
  step: number;
  /** seconds at which each preview's stretch begins */
  starts: number[];
} & Size;
/** How a preview looks: its mean luma, and how much there is to see (0 to 1). */
export type Look = { light: number; detail: number };

/** @param segments of the small rung, each beginning with a key frame */
export function layoutOf(segments: readonly { duration: number }[], size: Size): Layout {
  const longest = Math.max(...segments.map((segment) => segment.duration));
  const most = Math.max(1, Math.floor(APART / longest));
  const step = segments.length <= DENSE ? 1 : most;
  const starts: number[] = [];
  let at = 0;
  for (const [index, { duration }] of segments.entries()) {
    if (index % step === 0) starts.push(at);
    at += duration;
  }
  return { step, starts, ...fitted(size, BOX) };
}

/** A size in a box, never larger than it was: of the same shape, but for a side that would be gone. */
function fitted({ width, height }: Size, box: Size): Size {
  const scale = Math.min(1, box.width / width, box.height / height);
  const even = (pixels: number) => Math.max(2, Math.round((pixels * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}

/**
 * Puts the frames of a film on sheets, and writes down how each looks.
 * @param film of one frame for each preview
 * @param first sheet's number, from 1
 */
export function spriteCommand(film: string, { width, height }: Size, first: number, folder: string): Command {
  const looks = [
    `signalstats,metadata=mode=print:key=lavfi.signalstats.YAVG:file=${LIGHT}`,
    `entropy,metadata=mode=print:key=lavfi.entropy.normalized_entropy.normal.Y:file=${DETAIL}`,
  ];
  const tile = `tile=${SHEET.columns}x${SHEET.rows}`;
  return {
    inputs: [{ path: film, options: ['-an'] }],
    filter: `[0:v]scale=${width}:${height},${looks.join(',')},${tile}[sheets]`,
    outputs: [
      {
        path: join(folder, 'sprite-%03d.jpg'),
        options: [
          ...['-map', '[sheets]', '-fps_mode', 'passthrough', '-q:v', '5', '-f', 'image2'],
          ...['-start_number', String(first)],
        ],
      },
    ],
  };
}

/** Reads what the filters wrote down: one value for each preview. */
export function readLooks(light: string, detail: string): Look[] {
  const values = (text: string) =>
    [...text.matchAll(/^lavfi\.[\w.]+=(.+)$/gm)].map((match) => Number(match[1]));
  const details = values(detail);
  return values(light).map((value, index) => ({ light: value, detail: details[index] ?? 0 }));
}

/** Indices of the previews that show most, one from each third of the lecture, none of them black. */
export function choosePosters(looks: readonly Look[]): number[] {
  const worth = ({ light, detail }: Look) => (light < DARK ? detail - 1 : detail);
  const third = Math.max(1, Math.ceil(looks.length / POSTERS));
  const chosen: number[] = [];
  for (let from = 0; from < looks.length; from += third) {
    const best = looks
      .slice(from, from + third)
      .reduce((kept, look, at) => (worth(look) > worth(looks[kept] as Look) ? from + at : kept), from);
    chosen.push(best);
  }
  const bright = chosen.filter((index) => (looks[index]?.light ?? 0) >= DARK);
  return bright.length > 0 ? bright : chosen;
}

/** The first picture of each film as a poster. @param size of the films */
export function posterCommand(films: readonly string[], size: Size, folder: string): Command {
  const { width, height } = fitted(size, POSTER);
  return {
    inputs: films.map((path) => ({ path, options: ['-an'] })),
    filter: films.map((_, index) => `[${index}:v]scale=${width}:${height}[p${index}]`).join(';'),
    outputs: films.map((_, index) => posterOutput(`[p${index}]`, join(folder, `poster-${index + 1}.jpg`))),
  };
}

/** A poster as a file. @param picture label of the filter's output */
export const posterOutput = (picture: string, path: string): Command['outputs'][number] => ({
  path,
  options: ['-map', picture, '-frames:v', '1', '-q:v', '3', '-f', 'image2', '-update', '1'],
});

/** WebVTT whose cues name a sheet beside it and a rectangle on it (Media Fragments: `#xywh`). */
export function writeVtt({ starts, width, height }: Layout, duration: number): string {
  const cues = starts.map((start, index) => {
    const sheet = String(Math.floor(index / PER_SHEET) + 1).padStart(3, '0');
    const column = index % SHEET.columns;
    const row = Math.floor((index % PER_SHEET) / SHEET.columns);
    const place = [column * width, row * height, width, height].join(',');
    return `${clock(start)} --> ${clock(starts[index + 1] ?? duration)}\nsprite-${sheet}.jpg#xywh=${place}\n`;
  });
  return `WEBVTT\n\n${cues.join('\n')}`;
}

/** `01:02:03.450` */
function clock(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const part = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, '0');
  return `${part(ms / 3_600_000, 2)}:${part((ms / 60_000) % 60, 2)}:${part((ms / 1000) % 60, 2)}.${part(ms % 1000, 3)}`;
}

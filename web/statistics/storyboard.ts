/** Frames of a lecture: where each stands in its sheet, from the storyboard's WebVTT. */
import { currentAt, parseCues } from '../player/vtt.ts';

export interface Frame {
  /** s */
  start: number;
  /** of the sheet */
  url: string;
  /** in the sheet, px */
  x: number;
  y: number;
  width: number;
  height: number;
}

const PLACE = /^(.+)#xywh=(\d+),(\d+),(\d+),(\d+)$/;

/** The frames of a storyboard in order; what names no place in a sheet is left out. @param base address of the file */
export function framesIn(file: string, base: string): Frame[] {
  return parseCues(file).flatMap(({ start, text }) => {
    const [, sheet, ...numbers] = PLACE.exec(text) ?? [];
    const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number);
    return sheet ? [{ start, url: new URL(sheet, base).href, x, y, width, height }] : [];
  });
}

/** What was on the screen at a second; undefined where there are no frames. */
export const frameAt = (frames: readonly Frame[], second: number): Frame | undefined =>
  frames[Math.max(0, currentAt(frames, second))];

/** What kinds of container there are, and how a place within one is entered. Pure. */
import type { Probe } from '../server/database/schema/recordings.ts';

type Container = Probe['container'];

/** @param format as ffprobe names it: `mov,mp4,m4a,3gp,3g2,mj2`, `matroska,webm` */
export function containerOf(format: string): Container {
  const names = format.split(',');
  return (['mp4', 'matroska', 'mpegts', 'asf'] as const).find((name) => names.includes(name)) ?? 'avi';
}

/**
 * Seconds before a wanted time to which reading goes back. MP4 leads by its index to the key frame before
 * it, Matroska to one near it; the others are entered by guesses at where a time may lie.
 */
export const PREROLL: Record<Container, number> = { mp4: 0.1, matroska: 1, mpegts: 15, asf: 15, avi: 15 };

/** Whether times are told in whole milliseconds. */
export const roundsTimes = (container: Container): boolean => /matroska|asf/.test(container);

/** Whether a container's durations say when something ends on its clock, rather than how long it lasts. */
export const saysEnds = (container: Container): boolean => /matroska|asf|avi/.test(container);

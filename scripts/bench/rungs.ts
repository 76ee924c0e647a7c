/** The video rungs of a plan, as the benchmark's parts read them. Pure. */
import type { TranscodePlan } from '../../server/recordings/transcode-queries.ts';

/** A class of the ladder, and the picture it gets: pixels, and frames a second. */
export type Rung = { name: string; rung: number; width: number; height: number; frameRate: number };

/** From the top. */
export function rungsOf({ renditions }: Pick<TranscodePlan, 'renditions'>): Rung[] {
  return renditions.flatMap(({ name, rung, width, height, frameRate }) =>
    rung && width && height && frameRate ? [{ name, rung, width, height, frameRate }] : [],
  );
}

/** Of how many frames of the top rung one shows one. */
export const stepOf = ([frames, seconds]: readonly [number, number], { frameRate }: Rung): number =>
  Math.max(1, Math.round(frames / seconds / frameRate));

/** Where a note stands in what the lecture plays now. Pure. */
import { remappedPlace } from '../progress/remap.ts';
import type { Noted } from './queries.ts';

/**
 * @param at seconds of the recording `recordingId`, or of the current one when that is not said or not known
 * @param recordings of the lecture, in the order in which they came
 * @returns seconds of the current recording, within it
 */
export function placeOf(
  at: number,
  recordingId: string | undefined,
  recordings: Noted['recordings'],
): number {
  const own = recordings.findIndex(({ id }) => id === recordingId);
  const later = own < 0 ? [] : recordings.slice(own + 1);
  const place = later.reduce((seconds, { kept }) => remappedPlace(seconds, kept), at);
  return Math.min(place, recordings.at(-1)?.duration ?? Number.POSITIVE_INFINITY);
}

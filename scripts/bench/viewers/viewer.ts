/** One player, as far as a server notices it: it fills its buffer, goes on at the pace of what it plays, and reports. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SEGMENT_SECONDS as REPORT_SECONDS, reportRequest, type Seat } from '../statistics/reports.ts';
import { getRequest, openConnection } from './connection.ts';

/** Seconds that a player has ahead before it waits, as ours does. */
const AHEAD = 30;
/** Seconds of a segment. */
export const SEGMENT = 4;

/** Where the parts of a lecture are: of its segments the picture and the sound. */
export type Parts = { playlists: readonly string[]; segments: readonly (readonly [string, string])[] };

/** What it was like, of all viewers. */
export type Seen = {
  /** ms of every segment of picture */
  segments: number[];
  playlists: number[];
  reports: number[];
  /** answers that were not 200, and connections that broke */
  errors: number;
  /** times that a picture stood still for want of a segment, and for how many seconds in all */
  stalls: number;
  stalledSeconds: number;
};

export const nothingSeen = (): Seen => ({
  ...{ segments: [], playlists: [], reports: [] },
  ...{ errors: 0, stalls: 0, stalledSeconds: 0 },
});

/**
 * How a segment that came changes what plays. Pure; all of it in seconds.
 * @param playing `buffered` until where there is something to play, `position` where it would be by now
 * @returns for how long it stood still before the segment came
 */
export const stalledFor = ({ buffered, position }: { buffered: number; position: number }): number =>
  Math.max(0, position - buffered);

/** Watches until a moment of `performance.now()`. @param first the segment it begins with */
export async function watch(
  port: number,
  { playlists, segments }: Parts,
  { seat, first, until }: { seat: Seat; first: number; until: number },
  seen: Seen,
  signal: AbortSignal,
): Promise<void> {
  const connection = openConnection(port);
  const ask = async (request: string, times: number[]): Promise<boolean> => {
    const { status, ms } = await connection.ask(request);
    if (status !== 200) seen.errors++;
    else times.push(ms);
    return status === 200;
  };
  try {
    for (const path of playlists) await ask(getRequest(path, port), seen.playlists);
    const began = performance.now();
    let playing = began;
    let buffered = 0;
    let reported = began;
    for (let nth = first; performance.now() < until; nth++) {
      const [picture, sound] = segments[nth % segments.length] ?? ['', ''];
      await ask(getRequest(sound, port), []);
      await ask(getRequest(picture, port), seen.segments);
      const now = performance.now();
      if (buffered === 0) playing = now; // from here on it plays
      const stalled = stalledFor({ buffered, position: (now - playing) / 1000 });
      if (stalled > 0) {
        seen.stalls++;
        seen.stalledSeconds += stalled;
        playing += stalled * 1000;
      }
      buffered += SEGMENT;
      if (now - reported >= REPORT_SECONDS * 1000) {
        reported = now;
        if (await ask(reportRequest(seat, port), seen.reports)) seat.seq++;
      }
      const ahead = buffered - (performance.now() - playing) / 1000;
      if (ahead > AHEAD) await sleep((ahead - AHEAD) * 1000, undefined, { signal });
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Error)) throw error;
    seen.errors++;
  } finally {
    connection.close();
  }
}

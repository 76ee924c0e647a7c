/**
 * What was really played, from the events of a media element: segments `[from, to)` in media seconds, as the xAPI
 * video profile defines them. Pure: every happening gives the next state and the segment it closed, if any.
 */
import type { PlayedSegment } from '../../../server/contract/progress.ts';

/** One reading of the media element. */
export interface Moment {
  /** by the monotonic clock, ms */
  at: number;
  /** media time, s */
  time: number;
  /** playback speed */
  rate: number;
}

/**
 * - `playing`: the picture moves from here on
 * - `sample`: it is still moving
 * - `cut`: still moving, but what was played so far is to be reported (every 15 s, hidden, new speed)
 * - `stop`: paused, ended, waiting for data
 * - `seeking`: the media time is already the target, so this moment says nothing of what was played
 */
export type Happening = 'playing' | 'sample' | 'cut' | 'stop' | 'seeking';

interface OpenSegment {
  from: number;
  since: number;
  rate: number;
  /** the last moment that was surely played */
  time: number;
  at: number;
}

export interface Tracker {
  open: OpenSegment | null;
  /** where the media time rests while nothing plays: only playing or another seek takes it elsewhere */
  rest: number | null;
  /** number of the next segment */
  seq: number;
}

export const FRESH: Tracker = { open: null, rest: null, seq: 0 };

/** Media time may run ahead of the clock by this much, s: readings are not taken at the very same instant. */
const SLACK = 0.5;
/** `playing` is heard this late at most, s: a busy page listens later than it plays. */
const LATEST = 2;
/** Shorter than a frame at 25/s: nothing was seen. */
const SHORTEST = 0.04;

const milli = (seconds: number) => Math.round(seconds * 1000) / 1000;

const opened = ({ at, time, rate }: Moment): OpenSegment => ({ from: time, since: at, rate, time, at });

/** What was played before `playing` was heard counts from where the media time rested. */
function resumed(moment: Moment, rest: number | null): OpenSegment {
  const late = rest === null ? 0 : moment.time - rest;
  if (late <= 0 || late > LATEST) return opened(moment);
  return { ...opened(moment), from: moment.time - late, since: moment.at - (late / moment.rate) * 1000 };
}

/** Playing at this speed from the last moment can have led to this one; a jump cannot. */
function follows(open: OpenSegment, moment: Moment): boolean {
  const most = ((moment.at - open.at) / 1000) * Math.max(open.rate, moment.rate) + SLACK;
  const gain = moment.time - open.time;
  return gain >= 0 && gain <= most;
}

function close(open: OpenSegment, seq: number): PlayedSegment | null {
  const length = open.time - open.from;
  if (length < SHORTEST) return null;
  // The clock may have gone on while the machine slept or the page was frozen: nothing played then.
  const elapsed = Math.min(open.at - open.since, (length / open.rate + SLACK) * 1000);
  return {
    seq,
    from: milli(open.from),
    to: milli(open.time),
    rate: open.rate,
    elapsedMs: Math.max(0, Math.round(elapsed)),
  };
}

/** The tracker after a happening, and the segment that it closed. */
export function advance(
  tracker: Tracker,
  happening: Happening,
  moment: Moment,
): { tracker: Tracker; segment: PlayedSegment | null } {
  const { open, rest, seq } = tracker;
  if (!open) {
    if (happening === 'playing') {
      return { tracker: { open: resumed(moment, rest), rest: null, seq }, segment: null };
    }
    return { tracker: happening === 'seeking' ? { open, rest: moment.time, seq } : tracker, segment: null };
  }
  const continuous = happening !== 'seeking' && follows(open, moment);
  const played = continuous ? { ...open, time: moment.time, at: moment.at } : open;
  const goesOn = happening === 'playing' || happening === 'sample';
  if (continuous && goesOn && moment.rate === open.rate) {
    return { tracker: { open: played, rest, seq }, segment: null };
  }
  const segment = close(played, seq);
  const next = segment ? seq + 1 : seq;
  if (goesOn || happening === 'cut')
    return { tracker: { open: opened(moment), rest: null, seq: next }, segment };
  return { tracker: { open: null, rest: moment.time, seq: next }, segment };
}

/**
 * How a lecture plays on this device, from the events of a media element: pure, every happening gives the next state.
 * States and numbers are those of CMCD (CTA-5004-B).
 */
import type { PlayerError, QualityReport, Rung } from '../../../server/contract/quality.ts';
import { UNNOTICED } from '../condition.ts';
import type { Moment } from '../reporter/segments.ts';

/** One reading of the media element. */
export interface Shown extends Moment {
  /** of the picture that is shown; null before there is one */
  rung: Rung | null;
}

/**
 * - `play`: somebody wants to play
 * - `moving`: the picture moves, or could at once
 * - `shown`: the first picture after the wish to play is on the screen
 * - `waiting`: it stands still for want of data
 * - `seeking`: the media time is already the target
 * - `pause`: paused or ended
 * - `hidden`, `visible`: whether anybody sees the page
 * - the player gave up, for one of the reasons there are
 */
export type QualityHappening =
  | 'play'
  | 'moving'
  | 'shown'
  | 'waiting'
  | 'seeking'
  | 'pause'
  | 'hidden'
  | 'visible'
  | PlayerError;

/** Waiting counts only from `rebuffering`: neither the start nor a seek nor a pause leads there. */
type State = 'paused' | 'starting' | 'playing' | 'seeking' | 'rebuffering';

export interface Quality extends Omit<QualityReport, 'sn'> {
  state: State;
  hidden: boolean;
  /** when play was first wished for, ms of the clock */
  asked: number | null;
  /** since when the picture stands still before somebody's eyes, ms of the clock */
  stalled: number | null;
  /** the last moment at which it surely moved */
  last: Shown | null;
}

export const UNPLAYED: Quality = {
  state: 'paused',
  hidden: false,
  asked: null,
  stalled: null,
  last: null,
  msd: null,
  bsa: 0,
  bsda: 0,
  played: { 1080: 0, 720: 0, 480: 0, 360: 0 },
  ec: { offline: 0, gone: 0, network: 0, media: 0, unsupported: 0 },
};

/** Media time may run ahead of the clock by this much, s: readings are not taken at the very same instant. */
const SLACK = 0.5;
/** hls.js steps over holes and nudges a picture that hangs: such a seek is nobody's wish, s. */
const NUDGE = 1;

/** The state after a happening. */
export function advance(quality: Quality, happening: QualityHappening, moment: Shown): Quality {
  const { state, asked, msd, hidden, ec } = quality;
  switch (happening) {
    case 'play':
      return {
        ...quality,
        asked: asked ?? moment.at,
        state: state === 'paused' ? (msd === null ? 'starting' : 'seeking') : state,
      };
    case 'moving':
      return { ...resumed(played(quality, moment), moment), state: 'playing', last: moment };
    case 'shown':
      return asked === null || msd !== null ? quality : { ...quality, msd: Math.round(moment.at - asked) };
    case 'waiting':
      if (state !== 'playing') return quality;
      return { ...played(quality, moment), state: 'rebuffering', stalled: hidden ? null : moment.at };
    case 'seeking':
      return sought(quality, moment);
    case 'pause': {
      const stopped: Quality = { ...resumed(played(quality, moment), moment), state: 'paused', last: null };
      // whoever takes the wish back before there was a picture did not wait for it
      return msd === null ? { ...stopped, asked: null } : stopped;
    }
    case 'hidden':
      return { ...resumed(quality, moment), hidden: true };
    case 'visible':
      return { ...quality, hidden: false, stalled: state === 'rebuffering' ? moment.at : null };
    default: {
      const failed = {
        ...resumed(quality, moment),
        last: null,
        ec: { ...ec, [happening]: ec[happening] + 1 },
      };
      return { ...failed, state: state === 'starting' ? state : 'seeking' };
    }
  }
}

/** What there is to report at a time of the clock, a stall that still lasts included. */
export function reportOf(quality: Quality, at: number): Omit<QualityReport, 'sn'> {
  const { msd, bsa, bsda, played, ec } = resumed(quality, { at });
  const whole = { ...played };
  for (const rung of [1080, 720, 480, 360] as const) whole[rung] = Math.round(played[rung]);
  return { msd, bsa, bsda: Math.round(bsda), played: whole, ec };
}

/** The picture stands still no longer: what nobody would notice is no stall. */
function resumed(quality: Quality, { at }: Pick<Moment, 'at'>): Quality {
  const { stalled, bsa, bsda } = quality;
  const ms = stalled === null ? 0 : at - stalled;
  if (ms < UNNOTICED) return { ...quality, stalled: null };
  return { ...quality, stalled: null, bsa: bsa + 1, bsda: bsda + ms };
}

/** Counts what was played since the last moment, unless something else moved the media time. */
function played(quality: Quality, moment: Shown): Quality {
  const { state, last } = quality;
  if (state !== 'playing' || !last?.rung) return quality;
  const gain = moment.time - last.time;
  const most = ((moment.at - last.at) / 1000) * Math.max(last.rate, moment.rate) + SLACK;
  if (gain <= 0 || gain > most) return quality;
  return {
    ...quality,
    last: moment,
    played: { ...quality.played, [last.rung]: quality.played[last.rung] + gain * 1000 },
  };
}

function sought(quality: Quality, moment: Shown): Quality {
  const { state, last } = quality;
  if (state === 'starting' || state === 'paused') return quality;
  const jump = last ? Math.abs(moment.time - last.time) : Number.POSITIVE_INFINITY;
  if (state === 'rebuffering' && jump < NUDGE) return quality;
  return { ...resumed(quality, moment), state: 'seeking', last: null };
}

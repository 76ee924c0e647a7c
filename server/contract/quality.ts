/**
 * Quality of experience: how a lecture played on somebody's device. Names are those of CMCD (CTA-5004-B)
 * where it has one: the session (`sid`) is in the address and knows its lecture (`cid`); `sf=h` and `st=v`
 * hold for all of ours, so nobody sends them.
 */
import { type Static, type TInteger, Type } from 'typebox';
import { literals } from './vocabulary.ts';

/** Classes of the ladder; a picture between two counts as the upper one. */
export const RUNGS = [1080, 720, 480, 360] as const;
export type Rung = (typeof RUNGS)[number];

/** Why a player gave up. */
export const PLAYER_ERRORS = [
  'offline', // the device has no network
  'gone', // what it asked for is there no more
  'network', // no answer, or a wrong one
  'media', // the decoder cannot go on
  'unsupported', // the browser cannot play it at all
] as const;
export type PlayerError = (typeof PLAYER_ERRORS)[number];

export const DEVICES = ['phone', 'tablet', 'desktop', 'other'] as const;
/** `in_app`: a page shown inside another app, such as a messenger. */
export const BROWSERS = [
  ...(['chrome', 'safari', 'samsung_internet', 'whale', 'edge', 'firefox'] as const),
  ...(['in_app', 'other'] as const),
] as const;
export const SYSTEMS = ['android', 'ios', 'windows', 'macos', 'linux', 'other'] as const;
export const Device = literals(DEVICES);
export type Device = Static<typeof Device>;
export const Browser = literals(BROWSERS);
export type Browser = Static<typeof Browser>;
export const System = literals(SYSTEMS);
export type System = Static<typeof System>;

/** Start-up times are counted in stretches that end at these ms; the last one is open. */
export const STARTUP_BOUNDS_MS = [
  ...[100, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000, 7000, 10_000, 15_000, 30_000],
] as const;

const DAY_MS = 86_400_000;
/** Of one session of at most a day, at up to twice the speed. */
const Ms = Type.Integer({ minimum: 0, maximum: 2 * DAY_MS });
const Count = Type.Integer({ minimum: 0, maximum: 100_000 });

/** An object that has a member for every word of a list. */
function each<const K extends string | number>(keys: readonly K[], value: TInteger) {
  const properties = Object.fromEntries(keys.map((key) => [key, value])) as Record<K, TInteger>;
  return Type.Object(properties, { additionalProperties: false });
}

/**
 * All of a playback session so far: sending it twice is harmless, and the report with the highest `sn` is the one
 * that counts. What cannot be sent is not kept: it is statistics, not progress.
 */
export const QualityReport = Type.Object(
  {
    /** sequence number: counts up within the session */
    sn: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    /** media start delay: from the first wish to play to the first picture, ms; null before it */
    msd: Type.Union([Type.Integer({ minimum: 0, maximum: DAY_MS }), Type.Null()]),
    /** buffer starvation absolute: how often the picture stood still after the start */
    bsa: Count,
    /** buffer starvation duration absolute: how long in all, ms */
    bsda: Ms,
    /** ms of the lecture that were played, by the rung that was shown */
    played: each(RUNGS, Ms),
    /** player error codes: how often each was shown */
    ec: each(PLAYER_ERRORS, Count),
  },
  { additionalProperties: false },
);
export type QualityReport = Static<typeof QualityReport>;

/** Statistics of quality of experience: how lectures played on people's devices. */
import { type Static, Type } from 'typebox';
import { Browser, Device, type PLAYER_ERRORS, type RUNGS, System } from './quality.ts';
import { titles } from './statistics.ts';
import { Day, Id } from './vocabulary.ts';

const orNull = Type.Union([Type.Number(), Type.Null()]);

/** Of playback sessions that began within the period. What has nothing to be told from is null. */
const numbers = {
  /** sessions in which somebody wanted to play, whether or not a picture came */
  sessions: Type.Integer(),
  /** of half of those that began, and of nine tenths, the start-up took no longer than this, s */
  startupMedian: orNull,
  startupP90: orNull,
  /** share of sessions in which no picture has come, 0–1 */
  unstartedShare: orNull,
  /** share of sessions in which the picture stood still at least once, 0–1 */
  stalledShare: orNull,
  /** seconds it stood still for each hour of lecture that was played */
  stalledPerHour: orNull,
  /** share of sessions in which the player gave up at least once, 0–1 */
  failedShare: orNull,
  /** seconds of lecture that were played, by the rung that was shown; best first */
  rungs: Type.Array(
    Type.Object({ rung: Type.Unsafe<(typeof RUNGS)[number]>(Type.Integer()), watchSeconds: Type.Number() }),
  ),
  /** how often a player gave up, by why */
  errors: Type.Array(
    Type.Object({
      kind: Type.Unsafe<(typeof PLAYER_ERRORS)[number]>(Type.String()),
      count: Type.Integer(),
    }),
  ),
};
export const QualityNumbers = Type.Object(numbers);
export type QualityNumbers = Static<typeof QualityNumbers>;

/** Every device, those without sessions too. */
const devices = Type.Array(Type.Object({ device: Device, ...numbers }));

export const LectureQuality = Type.Object({
  lectureId: Id,
  ...titles,
  from: Day,
  to: Day,
  total: QualityNumbers,
  devices,
});
export type LectureQuality = Static<typeof LectureQuality>;

export const SiteQuality = Type.Object({
  from: Day,
  to: Day,
  total: QualityNumbers,
  devices,
  browsers: Type.Array(Type.Object({ browser: Browser, ...numbers })),
  systems: Type.Array(Type.Object({ system: System, ...numbers })),
});
export type SiteQuality = Static<typeof SiteQuality>;

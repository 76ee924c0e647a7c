/** Progress: played segments in, watched ranges out. */
import { type Static, Type } from 'typebox';
import { Missing } from './completion.ts';
import { Range } from './playback.ts';
import { Id, Seconds } from './vocabulary.ts';

export const NewPlaybackSession = Type.Object(
  {
    lectureId: Id,
    /** what `playback` named; without it the lecture's current one */
    recordingId: Type.Optional(Id),
    /** for what was played of a kept copy without a network: a session of the same viewer and recording, before it */
    after: Type.Optional(Id),
  },
  { additionalProperties: false },
);
export type NewPlaybackSession = Static<typeof NewPlaybackSession>;
export const PlaybackSession = Type.Object({ id: Id });
export type PlaybackSession = Static<typeof PlaybackSession>;

/** `[from, to)` in media seconds, as the xAPI video profile defines it. */
export const PlayedSegment = Type.Object(
  {
    /** counts up within the playback session; the same number again is the same segment */
    seq: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    from: Seconds,
    to: Seconds,
    /** playback speed */
    rate: Type.Number({ minimum: 0.1, maximum: 16 }),
    /** real time it took, by the client's monotonic clock */
    elapsedMs: Type.Integer({ minimum: 0, maximum: 86_400_000 }),
  },
  { additionalProperties: false },
);
export type PlayedSegment = Static<typeof PlayedSegment>;

export const PlayedReport = Type.Object(
  {
    segments: Type.Array(PlayedSegment, { maxItems: 500 }),
    /** where to resume */
    position: Seconds,
  },
  { additionalProperties: false },
);
export type PlayedReport = Static<typeof PlayedReport>;

/** Sent after commit: what of the lecture this viewer has watched by now. */
export const Watched = Type.Object({
  watched: Type.Array(Range),
  /** share of the duration that was watched, 0–1 */
  share: Type.Number(),
  completed: Type.Boolean(),
  /** why it is not; empty when it is */
  missing: Type.Array(Missing),
});
export type Watched = Static<typeof Watched>;

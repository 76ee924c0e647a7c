/** How the installation itself does (운영 현황): what waits, who works, what there is room for, and what failed. */
import { type Static, Type } from 'typebox';
import { Id, literals, Time } from './vocabulary.ts';

/** Lanes of the queue; each worker takes from all of them at once. */
const Lane = literals(['quick', 'picture', 'sound', 'trim', 'speech', 'spare']);

/** A lecture whose recording could not be transcoded, for a reason of ours. */
const FailedLecture = Type.Object({
  lectureId: Id,
  title: Type.String(),
  message: Type.Object({ ko: Type.String(), en: Type.String() }),
  failedAt: Time,
});
export type FailedLecture = Static<typeof FailedLecture>;

export const Operations = Type.Object({
  lanes: Type.Array(
    Type.Object({
      lane: Lane,
      queued: Type.Integer(),
      active: Type.Integer(),
      /** seconds for which the oldest of the queued could have been begun */
      waited: Type.Number(),
    }),
  ),
  /** those heard of lately */
  workers: Type.Array(
    Type.Object({
      id: Id,
      host: Type.String(),
      /** chunks of picture that it makes at once */
      slots: Type.Integer(),
      /** what its host does not permit around ffmpeg, in words */
      sandboxMissing: Type.Array(Type.String()),
      startedAt: Time,
    }),
  ),
  /** seconds of lecture that landed in each second, over the last minutes */
  speed: Type.Object({ video: Type.Number(), audio: Type.Number() }),
  storage: Type.Object({
    kind: literals(['files', 's3']),
    answers: Type.Boolean(),
    /** bytes */
    recordings: Type.Number(),
    media: Type.Number(),
    handouts: Type.Number(),
  }),
  /** bytes of the disk that uploads arrive on, at the process that answers */
  disk: Type.Object({ free: Type.Number(), all: Type.Number() }),
  /** the latest first; 100 at most */
  failures: Type.Array(FailedLecture),
});
export type Operations = Static<typeof Operations>;

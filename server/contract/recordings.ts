/** Recordings: the files staff upload, and what becomes of them. */
import { type Static, Type } from 'typebox';
import { Range } from './playback.ts';
import { Id, RecordingState, Seconds, Time } from './vocabulary.ts';

/** `POST /api/lectures/:id/recording`: the upload that has all its bytes becomes the lecture's recording. */
export const FinishedUpload = Type.Object(
  {
    uploadId: Id,
    /** hex of the client's file; what arrived must have the same */
    sha256: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  },
  { additionalProperties: false },
);
export type FinishedUpload = Static<typeof FinishedUpload>;

/** `POST /api/lectures/:id/trim`: parts that are taken out of the recording that plays, in order, seconds. */
export const Trim = Type.Object(
  { cuts: Type.Array(Range, { minItems: 1, maxItems: 100 }) },
  { additionalProperties: false },
);
export type Trim = Static<typeof Trim>;

/** What the studio shows of a recording. */
export const RecordingStatus = Type.Object({
  id: Id,
  /** the file's name as staff know it, NFC */
  name: Type.String(),
  /** 0 while it is still being cut out of another */
  bytes: Type.Integer(),
  state: RecordingState,
  /** the recording before it plays until this one can: stopping this one leaves that one */
  waiting: Type.Boolean(),
  /** the lecture can be watched: the first chunks of picture and sound have landed, or the one before it plays */
  playable: Type.Boolean(),
  /** seconds of picture transcoded (while it is trimmed: cut) ÷ seconds to be, 0–1; 1 only when all is made */
  progress: Type.Number(),
  /** seconds until all is made, as fast as it goes now; null when that is not known, as where nobody follows it */
  secondsLeft: Type.Union([Type.Number(), Type.Null()]),
  duration: Type.Union([Seconds, Type.Null()]),
  /** the file's sound: of several tracks the default one is used, of none that can be read none; null before the probe */
  sound: Type.Union([Type.Object({ tracks: Type.Integer(), used: Type.Boolean() }), Type.Null()]),
  /** why it was rejected or failed, in words */
  error: Type.Union([
    Type.Object({ code: Type.String(), message: Type.Object({ ko: Type.String(), en: Type.String() }) }),
    Type.Null(),
  ]),
  createdAt: Time,
});
export type RecordingStatus = Static<typeof RecordingStatus>;

/** A file that somebody is sending, or has begun to send, to become a lecture's recording. */
export const UploadStatus = Type.Object({
  id: Id,
  /** the file's name as staff know it, NFC */
  name: Type.String(),
  /** name of whoever sends it */
  by: Type.String(),
  bytes: Type.Integer(),
  /** bytes that the server has; all of them while what arrived is compared with the file */
  received: Type.Integer(),
  /** when the last byte came, once that is a while ago: it stands still; null while it moves */
  stillSince: Type.Union([Time, Type.Null()]),
});
export type UploadStatus = Static<typeof UploadStatus>;

/** An event of `GET /api/recordings/events`: how a lecture that the asker manages stands now. */
export const LectureNews = Type.Object({
  lectureId: Id,
  /** the newest one */
  recording: Type.Union([RecordingStatus, Type.Null()]),
  /** not finished, the oldest first */
  uploads: Type.Array(UploadStatus),
  /** no worker runs that could make something of the recording */
  noWorker: Type.Boolean(),
  /** when these last changed, null for never: whoever shows them asks for them again */
  changed: Type.Object({
    poster: Type.Union([Time, Type.Null()]),
    /** for chapters */
    proposals: Type.Union([Time, Type.Null()]),
    /** of captions, written by people or by a computer */
    drafts: Type.Union([Time, Type.Null()]),
  }),
});
export type LectureNews = Static<typeof LectureNews>;

/** `GET /api/recordings?bytes=`: files of that length that were uploaded before, the newest first. */
export const KnownRecordings = Type.Object({
  items: Type.Array(
    Type.Object({
      lectureId: Id,
      title: Type.String(),
      titleEn: Type.String(),
      /** whether the lecture has to be restored before it can be used */
      inBin: Type.Boolean(),
      name: Type.String(),
      /** null for what came before hashes were kept */
      sha256: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});
export type KnownRecordings = Static<typeof KnownRecordings>;

/** What a recording may be, said before the upload. */
export const UploadLimits = Type.Object({
  maxBytes: Type.Integer(),
  freeBytes: Type.Integer(),
  extensions: Type.Array(Type.String()),
});
export type UploadLimits = Static<typeof UploadLimits>;

/** Posters: the picture that stands for a lecture, and choosing it. */
import { type Static, Type } from 'typebox';
import { Id, Seconds } from './vocabulary.ts';

/** `GET /api/lectures/:id/poster`: how a lecture's poster stands. Staff only. */
export const PosterState = Type.Object({
  /** what is shown; null while there is nothing to show */
  url: Type.Union([Type.String(), Type.Null()]),
  /** somebody chose it; otherwise it is the recording's first candidate */
  chosen: Type.Boolean(),
  /** addresses of the pictures that the recording offers, the default first */
  candidates: Type.Array(Type.String()),
  /** another is being made; the one before is shown until it is there */
  making: Type.Boolean(),
  /** why the one that was asked for last could not be made, in words */
  error: Type.Union([
    Type.Object({ code: Type.String(), message: Type.Object({ ko: Type.String(), en: Type.String() }) }),
    Type.Null(),
  ]),
});
export type PosterState = Static<typeof PosterState>;

/** `PUT /api/lectures/:id/poster` */
export const PosterChoice = Type.Union([
  /** the address of a candidate */
  Type.Object({ candidate: Type.String({ maxLength: 300 }) }, { additionalProperties: false }),
  /** what is on the screen at a time of the recording that plays */
  Type.Object({ recordingId: Id, at: Seconds }, { additionalProperties: false }),
]);
export type PosterChoice = Static<typeof PosterChoice>;

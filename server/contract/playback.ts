/** Playback: everything a player needs to show one lecture. */
import { type Static, Type } from 'typebox';
import { CaptionLanguage, Id, Seconds, Time } from './vocabulary.ts';

export const Chapter = Type.Object(
  {
    start: Seconds,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    titleEn: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
);
export type Chapter = Static<typeof Chapter>;

const Chapters = Type.Array(Chapter, { maxItems: 500 });
export const ChapterList = Type.Object({
  items: Chapters,
  /** when the lecture's details or chapters were last changed */
  updatedAt: Time,
});
export type ChapterList = Static<typeof ChapterList>;
export const NewChapterList = Type.Object(
  {
    items: Chapters,
    /** the list that whoever changes it was shown: refused when somebody else has changed it since */
    was: Type.Optional(Chapters),
  },
  { additionalProperties: false },
);

export const CaptionTrack = Type.Object({ language: CaptionLanguage, url: Type.String() });
export type CaptionTrack = Static<typeof CaptionTrack>;

/** `[from, to)` in media seconds */
export const Range = Type.Object({ from: Seconds, to: Seconds }, { additionalProperties: false });
export type Range = Static<typeof Range>;

export const Playback = Type.Object({
  /** what plays: named when a playback session begins, so that what it plays is known also when another follows */
  recordingId: Type.Union([Id, Type.Null()]),
  /** HLS master playlist; null while nothing can be played */
  manifest: Type.Union([Type.String(), Type.Null()]),
  /** HLS playlist of the sound alone; null without sound */
  audioManifest: Type.Union([Type.String(), Type.Null()]),
  /** WebVTT with sprite coordinates; null until it is made */
  storyboard: Type.Union([Type.String(), Type.Null()]),
  poster: Type.Union([Type.String(), Type.Null()]),
  captions: Type.Array(CaptionTrack),
  chapters: Type.Array(Chapter),
  /** of the whole lecture, also while only its beginning is there */
  duration: Seconds,
  playable: Type.Boolean(),
  /** false while chunks are still being made */
  complete: Type.Boolean(),
  /** where to resume */
  position: Seconds,
  watched: Type.Array(Range),
});
export type Playback = Static<typeof Playback>;

/** What a lecture can be kept as, to be watched without a network: one rung with the sound. */
export const RungList = Type.Object({
  /** null until all of it is made: a part is not kept */
  recordingId: Type.Union([Id, Type.Null()]),
  /** the largest first */
  items: Type.Array(
    Type.Object({
      /** that of its playlist */
      name: Type.String(),
      /** of the shorter side, as players name rungs: 720 is 720p */
      height: Type.Integer(),
      /** all of its segments and those of the sound */
      bytes: Type.Integer(),
    }),
  ),
});
export type RungList = Static<typeof RungList>;

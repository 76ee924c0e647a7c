/** Captions as staff make them: tracks that viewers see, drafts that they do not, and drafts made by a machine. */
import { type Static, Type } from 'typebox';
import { CaptionLanguage, Id, literals, Seconds, Time } from './vocabulary.ts';

export const CaptionParams = Type.Object({ id: Id, language: CaptionLanguage });

/** What is said from `start` to `end`. */
export const Cue = Type.Object(
  {
    /** the same for as long as the cue is edited: by it, two people's changes are told apart */
    id: Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' }),
    start: Seconds,
    end: Seconds,
    /** lines as people write them: `<` and `&` are themselves, but for WebVTT's own tags and what is escaped */
    text: Type.String({ maxLength: 2000 }),
  },
  { additionalProperties: false },
);
export type Cue = Static<typeof Cue>;

const Cues = Type.Array(Cue, { maxItems: 20_000 });

/** `automatic`: what a speech-to-text server heard, until somebody approves it. */
export const DRAFT_ORIGINS = ['edited', 'automatic'] as const;
export const DraftOrigin = literals(DRAFT_ORIGINS);
export type DraftOrigin = Static<typeof DraftOrigin>;

/** The captions as they are edited: of the draft, or of the track while there is none. */
export const CaptionDraft = Type.Object({
  /** counts every save; 0 = there is no draft yet */
  version: Type.Integer({ minimum: 0 }),
  /** of the track that the draft was begun from; 0 = there was none */
  trackVersion: Type.Integer({ minimum: 0 }),
  origin: Type.Union([DraftOrigin, Type.Null()]),
  cues: Cues,
  savedAt: Type.Union([Time, Type.Null()]),
  /** name of who saved it last; null = nobody, or no account any more */
  savedBy: Type.Union([Type.String(), Type.Null()]),
});
export type CaptionDraft = Static<typeof CaptionDraft>;

export const SaveDraft = Type.Object(
  {
    /** the one that was edited */
    version: Type.Integer({ minimum: 0 }),
    trackVersion: Type.Integer({ minimum: 0 }),
    cues: Cues,
  },
  { additionalProperties: false },
);
export type SaveDraft = Static<typeof SaveDraft>;

export const SavedDraft = Type.Object({ version: Type.Integer(), savedAt: Time });
export type SavedDraft = Static<typeof SavedDraft>;

export const ApproveDraft = Type.Object(
  {
    /** the one that was read */
    version: Type.Integer({ minimum: 1 }),
    /** also where viewers were given other captions since the draft was begun */
    replace: Type.Optional(Type.Boolean({ default: false })),
  },
  { additionalProperties: false },
);
export type ApproveDraft = Static<typeof ApproveDraft>;

export const TRANSCRIPTION_STATES = [
  'queued', // a worker will take it
  'running', // the sound is being written down, piece by piece
  'done', // what was heard has become a draft
  'failed', // trying again may help
  'cancelled', // staff stopped it
] as const;
export const TRANSCRIPTION_FAILURES = [
  'unreachable', // the speech-to-text server did not answer, or was too busy, for long
  'key', // it does not accept the key
  'refused', // it does not accept what it was sent
  'format', // what it answered has no times
  'draft', // somebody began a draft meanwhile, which stays
  'internal',
] as const;
export type TranscriptionFailure = (typeof TRANSCRIPTION_FAILURES)[number];
export type TranscriptionState = (typeof TRANSCRIPTION_STATES)[number];

/** A draft that is being written down by a speech-to-text server. */
export const Transcription = Type.Object({
  state: literals(TRANSCRIPTION_STATES),
  /** of the lecture that was written down, 0–1 */
  share: Type.Number({ minimum: 0, maximum: 1 }),
  code: Type.Union([literals(TRANSCRIPTION_FAILURES), Type.Null()]),
});
export type Transcription = Static<typeof Transcription>;

/** How captions of one language stand. */
export const CaptionState = Type.Object({
  language: CaptionLanguage,
  /** what viewers see */
  track: Type.Union([
    Type.Object({
      updatedAt: Time,
      /** cues that nobody will see: they begin when the recording has ended; 0 while its length is not known */
      beyond: Type.Integer(),
    }),
    Type.Null(),
  ]),
  draft: Type.Union([
    Type.Object({
      version: Type.Integer(),
      origin: DraftOrigin,
      savedAt: Time,
      savedBy: Type.Union([Type.String(), Type.Null()]),
    }),
    Type.Null(),
  ]),
  /** the last one; null = there never was one */
  transcription: Type.Union([Transcription, Type.Null()]),
});
export type CaptionState = Static<typeof CaptionState>;

/** Of every language. */
export const CaptionStates = Type.Object({
  items: Type.Array(CaptionState),
  /** whether there is a speech-to-text server, and sound that it could hear */
  transcribable: Type.Boolean(),
});
export type CaptionStates = Static<typeof CaptionStates>;

/** Lectures: what the catalogue shows and staff describe. */
import { type Static, Type } from 'typebox';
import { Missing, Rule } from './completion.ts';
import { Range } from './playback.ts';
import { RecordingStatus } from './recordings.ts';
import { Said } from './search.ts';
import {
  Audience,
  CaptionLanguage,
  Day,
  Id,
  LectureState,
  Length,
  literals,
  PageQuery,
  PHASES,
  pageOf,
  Seconds,
  Time,
  Title,
  Visibility,
} from './vocabulary.ts';

const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 50 }), { maxItems: 20 });

const described = {
  title: Title,
  titleEn: Type.String({ maxLength: 200 }),
  summary: Type.String({ maxLength: 10_000 }),
  summaryEn: Type.String({ maxLength: 10_000 }),
  instructor: Type.String({ maxLength: 100 }),
  instructorEn: Type.String({ maxLength: 100 }),
  venue: Type.String({ maxLength: 200 }),
  venueEn: Type.String({ maxLength: 200 }),
  /** day of the offline session; one of another century was mistyped */
  sessionDate: Type.Union([Type.String({ format: 'date', pattern: '^(19|20)' }), Type.Null()]),
  audience: Audience,
  field: Type.String({ maxLength: 100 }),
  fieldEn: Type.String({ maxLength: 100 }),
  tags: Tags,
  tagsEn: Tags,
  courseId: Type.Union([Id, Type.Null()]),
  /** place in the course, from 1 */
  courseOrder: Type.Integer({ minimum: 1, maximum: 10_000 }),
  visibility: Visibility,
  /** from when and until when it may be watched, unless it is a draft; null = at once, for good */
  publicFrom: Type.Union([Time, Type.Null()]),
  publicUntil: Type.Union([Time, Type.Null()]),
};

const { title, ...rest } = described;
export const NewLecture = Type.Object(
  {
    title,
    /** chosen by the client: asked for again, as after an answer that was lost, there is no second lecture */
    id: Type.Optional(Id),
    ...Type.Partial(Type.Object(rest)).properties,
  },
  { additionalProperties: false },
);
export type NewLecture = Static<typeof NewLecture>;
export const LectureChange = Type.Partial(
  Type.Object({
    ...described,
    /** what was there for whoever changes it: refused when somebody else has changed it since */
    was: Type.Partial(
      // also what could not be put in any more
      Type.Object({ ...described, title: Type.String(), sessionDate: Type.Union([Day, Type.Null()]) }),
      { additionalProperties: false },
    ),
  }),
  { additionalProperties: false },
);
export type LectureChange = Static<typeof LectureChange>;

/** The asker's own progress in a lecture. */
const LectureProgress = Type.Object({
  /** share of the duration that was watched, 0–1; skipping does not count */
  share: Type.Number(),
  /** where to resume */
  position: Seconds,
  completed: Type.Boolean(),
  /** why it is not; empty when it is */
  missing: Type.Array(Missing),
  /** parts not watched that last a second and longer: the longest five, in order */
  unseen: Type.Array(Range),
  watchedAt: Time,
});

/** A lecture as a card or a row shows it. */
export const LectureSummary = Type.Object({
  id: Id,
  ...described,
  phase: literals(PHASES),
  courseTitle: Type.Union([Type.String(), Type.Null()]),
  courseTitleEn: Type.Union([Type.String(), Type.Null()]),
  /** what completes it: the course's rule */
  rule: Rule,
  /** null until a recording was probed */
  duration: Type.Union([Seconds, Type.Null()]),
  posterUrl: Type.Union([Type.String(), Type.Null()]),
  views: Type.Integer(),
  /** people who completed it; null for everyone but staff */
  completions: Type.Union([Type.Integer(), Type.Null()]),
  captionLanguages: Type.Array(CaptionLanguage),
  publishedAt: Type.Union([Time, Type.Null()]),
  createdAt: Time,
  /** when its details or chapters were last changed */
  updatedAt: Time,
  /** null for whoever has never watched it */
  progress: Type.Union([LectureProgress, Type.Null()]),
  /** in the bin: since when, by whom (null when that account is gone), and when it is gone for good */
  bin: Type.Union([
    Type.Object({ deletedAt: Time, deletedBy: Type.Union([Type.String(), Type.Null()]), emptiedAt: Time }),
    Type.Null(),
  ]),
  /** state of the current recording; null without one. Staff only: null for everyone else. */
  recording: Type.Union([RecordingStatus, Type.Null()]),
});
export type LectureSummary = Static<typeof LectureSummary>;

export const Lecture = Type.Object({
  ...LectureSummary.properties,
  /** the lecture after this one in its course */
  next: Type.Union([Type.Object({ id: Id, title: Type.String(), titleEn: Type.String() }), Type.Null()]),
});
export type Lecture = Static<typeof Lecture>;

/** Who else has a lecture's editor open, and when the lecture was last changed. */
export const LectureEditing = Type.Object({
  /** names of the others */
  others: Type.Array(Type.String()),
  updatedAt: Time,
});
export type LectureEditing = Static<typeof LectureEditing>;

export const LectureQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200 })),
    course: Type.Optional(Id),
    audience: Type.Optional(Audience),
    field: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    length: Type.Optional(Length),
    /** staff only */
    state: Type.Optional(LectureState),
    sort: Type.Optional(literals(['newest', 'popular', 'title'])),
    /** `mine`: what staff manage, drafts too; `bin`: what of it was deleted; otherwise what the asker may watch */
    scope: Type.Optional(literals(['catalogue', 'mine', 'bin'])),
    /** `watching`: begun and not completed, latest first; `completed`; both need a viewer */
    progress: Type.Optional(literals(['watching', 'completed'])),
    ...PageQuery,
  },
  { additionalProperties: false },
);
export type LectureQuery = Static<typeof LectureQuery>;

const FoundLecture = Type.Object({
  ...LectureSummary.properties,
  /** null when nothing was searched for, or nothing of it is said */
  said: Type.Union([Said, Type.Null()]),
});
export type FoundLecture = Static<typeof FoundLecture>;

export const LecturePage = Type.Object({
  ...pageOf(FoundLecture).properties,
  /** what was searched for instead: the query as it reads on a Korean keyboard; null when it was taken as it is */
  mended: Type.Union([Type.String(), Type.Null()]),
});
export type LecturePage = Static<typeof LecturePage>;

/** What lectures are about that the asker finds in the catalogue: the fields that staff gave them, by name. */
export const FieldList = Type.Object({
  items: Type.Array(
    Type.Object({ field: Type.String(), fieldEn: Type.String(), lectureCount: Type.Integer() }),
  ),
});
export type FieldList = Static<typeof FieldList>;

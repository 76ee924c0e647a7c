/** Notes at a time of a lecture: an account's own, and nobody else's to see. */
import { type Static, Type } from 'typebox';
import { Id, pageOf, Seconds, Time } from './vocabulary.ts';

/** Characters that a note may have. */
const NOTE_LENGTH = 2000;
/** With something in it that can be read. */
const NoteText = Type.String({ minLength: 1, maxLength: NOTE_LENGTH, pattern: '\\S' });

export const Note = Type.Object({
  id: Id,
  at: Seconds,
  text: Type.String(),
  createdAt: Time,
  updatedAt: Time,
});
export type Note = Static<typeof Note>;

/** Of one lecture, by their times. */
export const NoteList = Type.Object({ items: Type.Array(Note) });
export type NoteList = Static<typeof NoteList>;

export const NewNote = Type.Object(
  {
    at: Seconds,
    text: NoteText,
    /** whose time `at` is, when it is no longer what the lecture plays: a cut of it may have taken its place */
    recordingId: Type.Optional(Id),
  },
  { additionalProperties: false },
);
export type NewNote = Static<typeof NewNote>;

export const NoteChange = Type.Object({ text: NoteText }, { additionalProperties: false });

/** A lecture with all that its reader wrote. */
const NotedLecture = Type.Object({
  id: Id,
  title: Type.String(),
  titleEn: Type.String(),
  /** whether the reader may watch it still; notes stay theirs if not */
  open: Type.Boolean(),
  notes: Type.Array(Note),
});
export type NotedLecture = Static<typeof NotedLecture>;
/** `GET /api/me/notes`: the lecture that was last written about first. */
export const NotedLectures = pageOf(NotedLecture);
export type NotedLectures = Static<typeof NotedLectures>;

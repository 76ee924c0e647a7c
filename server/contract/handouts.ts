/** Handouts: documents that belong to a lecture, for whoever may watch it. */
import { type Static, Type } from 'typebox';
import { Id } from './vocabulary.ts';

/** What may be a handout, by the end of its name: documents, and pictures of them. */
export const HANDOUT_EXTENSIONS = [
  ...['pdf', 'hwp', 'hwpx', 'ppt', 'pptx', 'doc', 'docx', 'xls', 'xlsx', 'odt', 'odp', 'ods'],
  ...['jpg', 'jpeg', 'png'],
] as const;
export type HandoutExtension = (typeof HANDOUT_EXTENSIONS)[number];

export const HandoutParams = Type.Object({ id: Id, handoutId: Id });
export const HandoutQuery = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 300 }) },
  { additionalProperties: false },
);

export const Handout = Type.Object({
  id: Id,
  /** of the file, as staff named it */
  name: Type.String(),
  bytes: Type.Integer(),
  /** where it is downloaded from */
  url: Type.String(),
});
export type Handout = Static<typeof Handout>;

export const HandoutList = Type.Object({
  /** in the order in which they were added */
  items: Type.Array(Handout),
  limits: Type.Object({
    maxBytes: Type.Integer(),
    maxCount: Type.Integer(),
    extensions: Type.Array(Type.String()),
  }),
});
export type HandoutList = Static<typeof HandoutList>;

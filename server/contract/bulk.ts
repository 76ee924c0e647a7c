/** The same for several lectures at once, answered for each. */
import { type Static, Type } from 'typebox';
import { ApiError } from './errors.ts';
import { LectureChange } from './lectures.ts';
import { Id } from './vocabulary.ts';

/** As many as a page of the studio's table has at most. */
const Ids = Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true });

/** What may be the same of many. */
const { visibility, publicFrom, publicUntil, courseId, audience } = LectureChange.properties;
export const BulkChange = Type.Object(
  {
    ids: Ids,
    change: Type.Object(
      { visibility, publicFrom, publicUntil, courseId, audience },
      { additionalProperties: false, minProperties: 1 },
    ),
  },
  { additionalProperties: false },
);
export type BulkChange = Static<typeof BulkChange>;

export const BulkIds = Type.Object({ ids: Ids }, { additionalProperties: false });

/** In the order of the ids: null where it went through, otherwise why it did not. */
export const BulkOutcome = Type.Object({
  items: Type.Array(Type.Object({ id: Id, error: Type.Union([ApiError, Type.Null()]) })),
});
export type BulkOutcome = Static<typeof BulkOutcome>;

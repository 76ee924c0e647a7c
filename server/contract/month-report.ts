/**
 * The monthly report: one sheet that is handed to a council. Staff viewing is left out, and small
 * counts are suppressed as in files that are exported.
 */
import { type Static, Type } from 'typebox';
import { CountedAudience, CountedRegion, titles } from './statistics.ts';
import { Day, Id, literals, Month } from './vocabulary.ts';

export const MonthParams = Type.Object({ month: Month });

/** `<5`: 1 to 4. `*`: what would give such a count away. */
const WITHHELD = ['<5', '*'] as const;
export type Withheld = (typeof WITHHELD)[number];

const Count = Type.Union([Type.Integer(), literals(WITHHELD)]);
/** seconds; `*` where it is of few people, or would give that of few away */
const WatchTime = Type.Union([Type.Number(), literals(['*'])]);

/** As `Overview` has them. */
const sums = { views: Count, watchSeconds: WatchTime, completions: Count };
const numbers = { ...sums, viewers: Count };

export const MonthReport = Type.Object({
  month: Month,
  from: Day,
  to: Day,
  /** day on which the report was made */
  madeOn: Day,
  ...numbers,
  previous: Type.Object({ month: Month, ...numbers }),
  /** every day of the month, in order */
  days: Type.Array(Type.Object({ day: Day, views: Count })),
  /** the five most viewed; fewer when fewer were viewed */
  lectures: Type.Array(Type.Object({ lectureId: Id, ...titles, ...numbers })),
  /** likewise, of the lectures that each consists of */
  courses: Type.Array(Type.Object({ courseId: Id, ...titles, ...sums })),
  /** every audience and every 시·군, those without views too */
  audiences: Type.Array(Type.Object({ audience: CountedAudience, views: Count, viewers: Count })),
  regions: Type.Array(Type.Object({ region: CountedRegion, views: Count, viewers: Count })),
});
export type MonthReport = Static<typeof MonthReport>;

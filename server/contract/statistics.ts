/** Statistics: numbers administrators can defend; staff see those of their own lectures. */
import { type Static, Type } from 'typebox';
import { Day, Id, literals } from './vocabulary.ts';

/** Days are of Asia/Seoul, both included. */
export const StatisticsQuery = Type.Object(
  { from: Type.Optional(Day), to: Type.Optional(Day) },
  { additionalProperties: false },
);
export type StatisticsQuery = Static<typeof StatisticsQuery>;

const numbers = {
  /** playback sessions that played something; staff viewing left out */
  views: Type.Integer(),
  /** different people or browsers behind them */
  viewers: Type.Integer(),
  /** seconds of lecture that were played */
  watchSeconds: Type.Number(),
  /** people who reached the course's share */
  completions: Type.Integer(),
};

export const Overview = Type.Object({
  from: Day,
  to: Day,
  ...numbers,
  days: Type.Array(Type.Object({ day: Day, views: Type.Integer(), watchSeconds: Type.Number() })),
});
export type Overview = Static<typeof Overview>;

export const LectureStatistics = Type.Object({
  lectureId: Id,
  title: Type.String(),
  ...numbers,
  /** mean of the viewers' watched shares, 0–1; null without viewers or duration */
  averageShare: Type.Union([Type.Number(), Type.Null()]),
});
export type LectureStatistics = Static<typeof LectureStatistics>;
export const LectureStatisticsList = Type.Object({ items: Type.Array(LectureStatistics) });
export type LectureStatisticsList = Static<typeof LectureStatisticsList>;

/** One point a second: unique viewers who watched it, and plays of it. */
export const Retention = Type.Object({
  lectureId: Id,
  title: Type.String(),
  duration: Type.Number(),
  viewers: Type.Array(Type.Integer()),
  plays: Type.Array(Type.Integer()),
});
export type Retention = Static<typeof Retention>;

export const ExportQuery = Type.Object(
  { ...StatisticsQuery.properties, format: Type.Optional(literals(['csv'])) },
  { additionalProperties: false },
);

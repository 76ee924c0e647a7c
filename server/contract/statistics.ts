/**
 * Statistics: numbers administrators can defend. Staff see those of the lectures they manage; the
 * tables of the whole site (audiences, regions, months, hours) are the administrators'.
 *
 * All numbers of one answer are read at one moment: they agree with each other while people watch.
 */
import { type Static, Type } from 'typebox';
import {
  AUDIENCES,
  Day,
  Id,
  literals,
  Month,
  PageQuery,
  pageOf,
  REGIONS,
  Time,
  UNKNOWN,
} from './vocabulary.ts';

/** Days are of Asia/Seoul, both included: the last thirty without a wish, ten years at most. */
const period = { from: Type.Optional(Day), to: Type.Optional(Day) };

export const StatisticsQuery = Type.Object(
  {
    ...period,
    /** counts what staff and administrators watched too, which is left out otherwise */
    staff: Type.Optional(literals(['include'])),
  },
  { additionalProperties: false },
);
export type StatisticsQuery = Static<typeof StatisticsQuery>;

/** Days that numbers are compared with, both or neither; a period of any length. */
const against = { compareFrom: Type.Optional(Day), compareTo: Type.Optional(Day) };

export const ComparedQuery = Type.Object(
  { ...StatisticsQuery.properties, ...against },
  { additionalProperties: false },
);
export type ComparedQuery = Static<typeof ComparedQuery>;

/** `titleEn` is empty where there is none. */
export const titles = { title: Type.String(), titleEn: Type.String() };

/** What can be added up over days, lectures and people. */
const sums = {
  /** playback sessions that played something, counted on the day when they first did */
  views: Type.Integer(),
  /** seconds of lecture that were played, replays included; at double speed two of them pass in one */
  watchSeconds: Type.Number(),
  /** how often somebody's watched share reached what the course asks: once a person and lecture, on that day */
  completions: Type.Integer(),
};

const numbers = {
  ...sums,
  /** different people or browsers behind the views: each once, on however many days they came */
  viewers: Type.Integer(),
};

const DayNumbers = Type.Object({ day: Day, ...numbers });
export type DayNumbers = Static<typeof DayNumbers>;

const dayReport = {
  from: Day,
  to: Day,
  ...numbers,
  /** every day of the period, in order; those on which nobody watched too */
  days: Type.Array(DayNumbers),
};

/** The site's numbers; for staff those of their lectures together. */
export const Overview = Type.Object({
  ...dayReport,
  /** the days asked for; the equally many right before `from` without a wish */
  compared: Type.Object(dayReport),
});
export type Overview = Static<typeof Overview>;

/**
 * Mean of the shares that the lecture's viewers have watched so far, 0–1, each second of it counted
 * once a viewer: of all time, staff left out, whatever the period. Null without viewers or duration.
 */
const averageShare = Type.Union([Type.Number(), Type.Null()]);

const LECTURE_SORTS = [
  'views',
  'viewers',
  'watchSeconds',
  'completions',
  'averageShare',
  'title',
  'publishedAt',
] as const;

export const LectureStatisticsQuery = Type.Object(
  {
    ...ComparedQuery.properties,
    sort: Type.Optional(literals(LECTURE_SORTS)),
    /** `asc` for titles, `desc` otherwise, without a wish; what has no value comes last either way */
    order: Type.Optional(literals(['asc', 'desc'])),
    ...PageQuery,
  },
  { additionalProperties: false },
);
export type LectureStatisticsQuery = Static<typeof LectureStatisticsQuery>;

/** A lecture's numbers of the period: zeros for one that nobody opened. */
export const LectureStatistics = Type.Object({
  lectureId: Id,
  ...titles,
  /** when it first became public; null for one that never was */
  publishedAt: Type.Union([Time, Type.Null()]),
  /** it is in the bin, or was: its numbers stay */
  deleted: Type.Boolean(),
  ...numbers,
  averageShare,
  /** of the days to compare with; null when none were named */
  compared: Type.Union([Type.Object(numbers), Type.Null()]),
});
export type LectureStatistics = Static<typeof LectureStatistics>;
export const LectureStatisticsList = pageOf(LectureStatistics);
export type LectureStatisticsList = Static<typeof LectureStatisticsList>;

/** In the order of statistics; `unknown`: anonymous, or did not say. */
export const COUNTED_AUDIENCES = [...AUDIENCES, UNKNOWN] as const;
export const COUNTED_REGIONS = [...REGIONS, UNKNOWN] as const;
export const CountedAudience = literals(COUNTED_AUDIENCES);
export const CountedRegion = literals(COUNTED_REGIONS);

const lecturePeriod = {
  ...dayReport,
  /** every audience and every 시·군, those without views too */
  audiences: Type.Array(Type.Object({ audience: CountedAudience, ...sums })),
  regions: Type.Array(Type.Object({ region: CountedRegion, ...sums })),
};

export const LectureReport = Type.Object({
  lectureId: Id,
  ...titles,
  ...lecturePeriod,
  /** as in `Overview` */
  compared: Type.Object(lecturePeriod),
  /** since the lecture was made */
  allTime: Type.Object({
    viewers: Type.Integer(),
    completions: Type.Integer(),
    /** completions ÷ viewers, 0–1; null without viewers */
    completionRate: Type.Union([Type.Number(), Type.Null()]),
    averageShare,
  }),
});
export type LectureReport = Static<typeof LectureReport>;

/** Of all time, staff left out. One point a second of the lecture. */
export const Retention = Type.Object({
  lectureId: Id,
  ...titles,
  /** seconds */
  duration: Type.Number(),
  /** different viewers who watched any of it */
  viewerCount: Type.Integer(),
  /** different viewers who watched that second */
  viewers: Type.Array(Type.Integer()),
  /** how often that second was played */
  plays: Type.Array(Type.Integer()),
  /**
   * Where people left: up to five stretches `[from, to)` of seconds that do not overlap, over which
   * the curve of viewers falls most, steepest first; `lost` is by how many viewers.
   */
  drops: Type.Array(Type.Object({ from: Type.Integer(), to: Type.Integer(), lost: Type.Integer() })),
});
export type Retention = Static<typeof Retention>;

export const ComparisonQuery = Type.Object(
  { ...StatisticsQuery.properties, first: Id, second: Id },
  { additionalProperties: false },
);

const ComparedLecture = Type.Object({ report: LectureReport, retention: Retention });

/** Two lectures, to be laid side by side. */
export const LectureComparison = Type.Object({ first: ComparedLecture, second: ComparedLecture });
export type LectureComparison = Static<typeof LectureComparison>;

const course = {
  courseId: Id,
  ...titles,
  /** that it consists of; for staff those they manage. All numbers here are of these. */
  lectureCount: Type.Integer(),
  /** people who ever watched any of them */
  started: Type.Integer(),
  /** people who completed all of them */
  finished: Type.Integer(),
};

/** Sums are of the period; who started and finished is of all time. Staff viewing is left out of those. */
export const CourseStatistics = Type.Object({ ...course, ...sums });
export type CourseStatistics = Static<typeof CourseStatistics>;
export const CourseStatisticsList = Type.Object({ items: Type.Array(CourseStatistics) });
export type CourseStatisticsList = Static<typeof CourseStatisticsList>;

/** How many came how far. */
export const CourseReport = Type.Object({
  from: Day,
  to: Day,
  ...course,
  ...sums,
  /** as in `Overview` */
  compared: Type.Object({ from: Day, to: Day, ...sums }),
  /** in the course's order; those nobody opened too. Numbers are of the period. */
  lectures: Type.Array(Type.Object({ lectureId: Id, ...titles, ...numbers })),
});
export type CourseReport = Static<typeof CourseReport>;

/** Every audience, those without views too. Whoever changed theirs counts once, as on the first day. */
export const AudienceStatistics = Type.Object({
  from: Day,
  to: Day,
  items: Type.Array(Type.Object({ audience: CountedAudience, ...numbers })),
});
export type AudienceStatistics = Static<typeof AudienceStatistics>;

/** The 31 시·군 in the order of statistics, elsewhere, and unknown; those without views too. */
export const RegionStatistics = Type.Object({
  from: Day,
  to: Day,
  items: Type.Array(Type.Object({ region: CountedRegion, ...numbers })),
});
export type RegionStatistics = Static<typeof RegionStatistics>;

/** Calendar months that the period touches, each with those of its days that lie in the period. */
export const MonthStatistics = Type.Object({
  from: Day,
  to: Day,
  items: Type.Array(Type.Object({ month: Month, ...numbers })),
});
export type MonthStatistics = Static<typeof MonthStatistics>;

/** All 168 hours of the week, Monday 0 o'clock first, summed over the period. */
export const HourStatistics = Type.Object({
  from: Day,
  to: Day,
  items: Type.Array(
    Type.Object({
      /** of Asia/Seoul; 1 = Monday … 7 = Sunday */
      weekday: Type.Integer({ minimum: 1, maximum: 7 }),
      hour: Type.Integer({ minimum: 0, maximum: 23 }),
      views: sums.views,
      watchSeconds: sums.watchSeconds,
    }),
  ),
});
export type HourStatistics = Static<typeof HourStatistics>;

const SITE_TABLES = [
  ...(['lectures', 'days', 'courses', 'audiences', 'regions', 'months', 'hours'] as const),
  ...(['devices', 'browsers', 'systems'] as const),
] as const;

/** `retention` is of all time, staff left out. */
const LECTURE_TABLES = ['days', 'audiences', 'regions', 'retention', 'devices'] as const;
const COURSE_TABLES = ['lectures'] as const;

/**
 * A file of one table: every row of it, headings in Korean. Of the site staff may have lectures, days and courses.
 *
 * Counts of 1 to 4 leave the house as `<5`, views too, for they bound the people behind them. Where
 * what is withheld of a column could be told from its total, further counts are withheld as `*`; so is
 * how long and how far few people watched.
 */
const exportOf = <T extends string>(tables: readonly T[]) =>
  Type.Object(
    {
      ...StatisticsQuery.properties,
      table: literals(tables),
      format: literals(['csv', 'xlsx']),
      /** why it is downloaded (다운로드 사유); kept with who did */
      reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    },
    { additionalProperties: false },
  );
export const ExportQuery = exportOf(SITE_TABLES);
export type ExportQuery = Static<typeof ExportQuery>;
export const LectureExportQuery = exportOf(LECTURE_TABLES);
export type LectureExportQuery = Static<typeof LectureExportQuery>;
export const CourseExportQuery = exportOf(COURSE_TABLES);
export type CourseExportQuery = Static<typeof CourseExportQuery>;
export type ExportTable = (ExportQuery | LectureExportQuery | CourseExportQuery)['table'];

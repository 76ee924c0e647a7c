/** Tables as they leave the house: Korean headings, counts of few people suppressed. Pure. */
import type {
  AudienceStatistics,
  CourseReport,
  CourseStatistics,
  HourStatistics,
  LectureReport,
  LectureStatistics,
  MonthStatistics,
  Overview,
  RegionStatistics,
  Retention,
} from '../contract/statistics.ts';
import { AUDIENCE_NAMES, REGION_NAMES } from './names.ts';
import { isFew, suppressed, WITHHELD, withheldTimes } from './suppression.ts';

export type Cell = string | number | null;
export type Table = {
  /** in Korean, fit for a sheet's tab */
  name: string;
  headings: string[];
  rows: Cell[][];
};

/**
 * `of`: the cell.
 * `people`: counts people, or what bounds their number: few are suppressed. Those who `watched` bound whose watch time
 *   it is.
 * `isTime`: watch time.
 * `few`: whether the value tells of few people without counting them.
 */
type Column<T> = { heading: string } & (
  | { of: (row: T) => number; people: 'watched' | 'others' }
  | { of: (row: T) => number; isTime: true }
  | { of: (row: T) => Cell; few?: (row: T) => boolean }
);

const views: Column<{ views: number }> = { heading: '조회', of: (row) => row.views, people: 'watched' };
const viewers: Column<{ viewers: number }> = {
  heading: '시청자',
  of: (row) => row.viewers,
  people: 'watched',
};
const watchTime: Column<{ watchSeconds: number }> = {
  heading: '시청 시간(초)',
  of: (row) => Math.round(row.watchSeconds),
  isTime: true,
};
const completions: Column<{ completions: number }> = {
  heading: '이수',
  of: (row) => row.completions,
  people: 'others',
};
const sums = [views, watchTime, completions];
const numbers = [views, viewers, watchTime, completions];

export const lecturesTable = (items: readonly LectureStatistics[]): Table =>
  table('강의별', items, [
    { heading: '강의', of: (row) => row.title },
    ...numbers,
    {
      heading: '평균 시청 비율',
      of: (row) => thousandths(row.averageShare),
      few: (row) => isFew(row.views) || isFew(row.viewers),
    },
  ]);

export const daysTable = ({ days }: Pick<Overview, 'days'>): Table =>
  table('날짜별', days, [{ heading: '날짜', of: (row) => row.day }, ...numbers]);

export const monthsTable = ({ items }: MonthStatistics): Table =>
  table('월별', items, [{ heading: '월', of: (row) => row.month }, ...numbers]);

export const audiencesTable = ({ items }: AudienceStatistics): Table =>
  table('대상별', items, [{ heading: '교육 대상', of: (row) => AUDIENCE_NAMES[row.audience] }, ...numbers]);

export const regionsTable = ({ items }: RegionStatistics): Table =>
  table('시군별', items, [{ heading: '시·군', of: (row) => REGION_NAMES[row.region] }, ...numbers]);

export const coursesTable = (items: readonly CourseStatistics[]): Table =>
  table('과정별', items, [
    { heading: '과정', of: (row) => row.title },
    { heading: '강의 수', of: (row) => row.lectureCount },
    { heading: '시작한 사람', of: (row) => row.started, people: 'watched' },
    { heading: '마친 사람', of: (row) => row.finished, people: 'others' },
    views,
    watchTime,
    completions,
  ]);

export const hoursTable = ({ items }: HourStatistics): Table =>
  table('시간대별', items, [
    { heading: '요일', of: (row) => '월화수목금토일'.charAt(row.weekday - 1) },
    { heading: '시', of: (row) => row.hour },
    views,
    watchTime,
  ]);

/** Of one lecture: people who watched on several days are not counted one by one. */
export const lectureAudiencesTable = ({ audiences }: LectureReport): Table =>
  table('대상별', audiences, [{ heading: '교육 대상', of: (row) => AUDIENCE_NAMES[row.audience] }, ...sums]);

export const lectureRegionsTable = ({ regions }: LectureReport): Table =>
  table('시군별', regions, [{ heading: '시·군', of: (row) => REGION_NAMES[row.region] }, ...sums]);

export const retentionTable = ({ viewers, plays }: Retention): Table =>
  table(
    '구간별',
    viewers.map((count, second) => ({ second, viewers: count, plays: plays[second] ?? 0 })),
    [
      { heading: '위치(초)', of: (row) => row.second },
      { heading: '시청자', of: (row) => row.viewers, people: 'others' },
      { heading: '재생 횟수', of: (row) => row.plays, people: 'others' },
    ],
  );

export const courseLecturesTable = ({ lectures }: CourseReport): Table =>
  table('과정의 강의별', lectures, [{ heading: '강의', of: (row) => row.title }, ...numbers]);

function table<T>(name: string, items: readonly T[], columns: readonly Column<T>[]): Table {
  const counted = new Map(
    columns.flatMap((column) => ('people' in column ? [[column, suppressed(items.map(column.of))]] : [])),
  );
  const watched = columns.flatMap((column) =>
    'people' in column && column.people === 'watched' ? [column] : [],
  );
  const isHidden = (_: T, at: number) => watched.some((one) => typeof counted.get(one)?.[at] === 'string');
  const cells = columns.map((column): Cell[] => {
    if ('people' in column) return counted.get(column) ?? [];
    if ('isTime' in column) {
      const times = items.map((item) => ({
        seconds: column.of(item),
        counts: watched.map(({ of }) => of(item)),
      }));
      const withheld = withheldTimes(times, items.map(isHidden));
      return times.map(({ seconds }, at) => (withheld[at] ? WITHHELD : seconds));
    }
    return items.map((item) => (column.few?.(item) ? WITHHELD : column.of(item)));
  });
  return {
    name,
    headings: columns.map(({ heading }) => heading),
    rows: items.map((_, row) => cells.map((column) => column[row] ?? null)),
  };
}

export const thousandths = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 1000) / 1000;

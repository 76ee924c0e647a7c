/** People and lectures as they are shown, and as rows of a file. Pure. */
import type { Learner } from '../contract/learners.ts';
import { watchedShare } from '../progress/completion.ts';
import { msOf, parseRanges } from '../progress/ranges.ts';
import type { Cell } from '../statistics/tables.ts';
import type { LearnerRow } from './queries.ts';

/** @param withEmail for administrators */
export function learnerOf(row: Omit<LearnerRow, 'completedIn'>, withEmail: boolean): Learner {
  const { accountId, name, email, lectureId, lecture, lectureEn, course, courseEn } = row;
  const { elapsedMs, completedAt, lastWatchedAt } = row;
  return {
    ...{ accountId, name, email: withEmail ? email : null },
    ...{ lectureId, lecture, lectureEn, course, courseEn },
    share: watchedShare(msOf(parseRanges(row.ranges)), row.duration),
    elapsedSeconds: elapsedMs / 1000,
    completedAt: completedAt && new Date(completedAt).toISOString(),
    lastWatchedAt: new Date(lastWatchedAt).toISOString(),
  };
}

/** Fit for a sheet's tab. */
export const NAME = '수강 현황';

export const headingsOf = (withEmail: boolean): string[] => [
  ...['이름', ...(withEmail ? ['이메일'] : []), '과정', '강의'],
  ...['시청 비율', '실제 시청 시간(초)', '이수 일시', '마지막 시청'],
];

export function cellsOf({ name, email, course, lecture, ...row }: Learner): Cell[] {
  return [
    ...[name, ...(email === null ? [] : [email]), course, lecture, thousandths(row.share)],
    ...[Math.round(row.elapsedSeconds), row.completedAt && seoul(row.completedAt), seoul(row.lastWatchedAt)],
  ];
}

/** A share as people read it: what is not all of it does not become so by rounding. 0–1 */
export const thousandths = (share: number): number =>
  share < 1 ? Math.min(0.999, Math.round(share * 1000) / 1000) : 1;

/** `2026-11-24 14:02` in Asia/Seoul, which sorts and which spreadsheets know. */
const seoul = (time: string): string =>
  new Date(Date.parse(time) + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** The report of lectures without captions as a file. Pure. */
import type { UncaptionedLecture, UncaptionedState } from '../contract/uncaptioned.ts';
import type { Visibility } from '../contract/vocabulary.ts';
import { csv } from '../statistics/csv.ts';

const STATES: Record<UncaptionedState, string> = { none: '없음', draft: '초안', automatic: '자동 초안' };
const VISIBILITY_NAMES: Record<Visibility, string> = {
  draft: '비공개',
  public: '전체 공개',
  unlisted: '링크 공개',
  signed_in: '회원 공개',
  audience: '대상 공개',
};

/** @param publicUrl of the site, for links to where captions are made */
export const uncaptionedFile = (lectures: readonly UncaptionedLecture[], publicUrl: string): string =>
  csv({
    headings: ['강의', '자막', '공개 여부', '강의 시간(초)', '조회', '담당자', '자막 만들기'],
    rows: lectures.map(({ id, title, state, visibility, duration, views, manager }) => [
      ...[title, STATES[state], VISIBILITY_NAMES[visibility], Math.round(duration), views, manager],
      `${publicUrl}/studio/lectures/${id}?tab=captions`,
    ]),
  });

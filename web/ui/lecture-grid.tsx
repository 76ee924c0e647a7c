import type { LectureSummary } from '../../server/contract/lectures.ts';
import { cx } from './cx.ts';
import { LectureCard, LectureCardSkeleton } from './lecture-card.tsx';
import styles from './lecture-grid.module.css';
import { Loading } from './notes.tsx';

/** Lectures as a list of cards; while `lectures` is undefined, `expected` cards that are still loading. */
export function LectureGrid(props: {
  lectures: readonly LectureSummary[] | undefined;
  expected: number;
  level?: 2 | 3;
  /** On a phone one row that is pushed sideways, so that a page of several is not long. */
  row?: boolean;
}) {
  const { lectures, expected, level = 3, row = false } = props;
  const shape = cx(styles.grid, row && styles.row);
  if (!lectures) {
    return (
      <div class={shape}>
        <Loading />
        {Array.from({ length: expected }, (_, at) => (
          <LectureCardSkeleton key={at} />
        ))}
      </div>
    );
  }
  return (
    <ul class={shape}>
      {lectures.map((lecture) => (
        <li key={lecture.id}>
          <LectureCard lecture={lecture} level={level} />
        </li>
      ))}
    </ul>
  );
}

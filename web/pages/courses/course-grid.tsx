import type { CourseSummary } from '../../../server/contract/courses.ts';
import { Loading } from '../../ui/notes.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CourseCard } from './course-card.tsx';
import styles from './course-grid.module.css';

/** Courses as a list of cards; while `courses` is undefined, three that are still loading. */
export function CourseGrid({ courses, level = 3 }: { courses: CourseSummary[] | undefined; level?: 2 | 3 }) {
  if (!courses) {
    return (
      <div class={styles.grid}>
        <Loading />
        <Skeleton height="20rem" />
        <Skeleton height="20rem" />
        <Skeleton height="20rem" />
      </div>
    );
  }
  return (
    <ul class={styles.grid}>
      {courses.map((course) => (
        <li key={course.id}>
          <CourseCard course={course} level={level} />
        </li>
      ))}
    </ul>
  );
}

import type { CourseSummary } from '../../../server/contract/courses.ts';
import { localized } from '../../i18n/i18n.ts';
import { audienceName } from '../../i18n/vocabulary.ts';
import { Badge } from '../../ui/badge.tsx';
import styles from './course-card.module.css';
import { courseSize } from './course-size.ts';

/** A course as a card: the whole of it is one link. */
export function CourseCard({ course, level = 3 }: { course: CourseSummary; level?: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <article class={styles.card}>
      <p>
        <Badge tone="primary">{audienceName(course.audience)}</Badge>
      </p>
      <Heading class={styles.title}>
        <a class={styles.link} href={`/courses/${course.id}`}>
          {localized(course.title, course.titleEn)}
        </a>
      </Heading>
      <p class={styles.summary}>{localized(course.summary, course.summaryEn)}</p>
      <p class={styles.size}>{courseSize(course)}</p>
    </article>
  );
}

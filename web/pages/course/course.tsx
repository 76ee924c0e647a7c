/** A course: what it is, for whom, its lectures in order, and one button that starts or goes on. */
import { useRoute } from 'preact-iso';
import type { Course as CourseData } from '../../../server/contract/courses.ts';
import { api } from '../../api.ts';
import { Page } from '../../frame/page.tsx';
import { localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { Empty, ErrorNote } from '../../ui/notes.tsx';
import NotFound from '../not-found/not-found.tsx';
import styles from './course.module.css';
import { CourseAbout } from './course-about.tsx';
import { AboutSkeleton, StepsSkeleton } from './course-skeleton.tsx';
import { LectureSteps } from './lecture-steps.tsx';

export default function Course() {
  const { params } = useRoute();
  const load = useLoad(`course ${params.id}`, (signal) =>
    api.get<CourseData>(`/api/courses/${params.id}`, {}, signal),
  );
  if (load.error?.isMissing) return <NotFound />;

  const course = load.data?.id === params.id ? load.data : undefined;
  const title = course ? localized(course.title, course.titleEn) : t('frame.courses');
  return (
    <Page title={title} path={[{ label: t('frame.courses'), href: '/courses' }]}>
      {load.error ? (
        <ErrorNote error={load.error} onRetry={load.reload} />
      ) : (
        <div class={styles.columns}>
          <div>{course ? <CourseAbout course={course} /> : <AboutSkeleton />}</div>
          <section class={styles.lectures} aria-labelledby="course-lectures">
            <h2 class={styles.heading} id="course-lectures">
              {t('pages.courseLectures')}
            </h2>
            {!course ? (
              <StepsSkeleton />
            ) : course.lectures.length === 0 ? (
              <Empty title={t('pages.courseEmpty')} />
            ) : (
              <LectureSteps lectures={course.lectures} />
            )}
          </section>
        </div>
      )}
    </Page>
  );
}

/** `/studio/courses`: the courses that lectures are put into. */
import { useState } from 'preact/hooks';
import type { CourseList, CourseSummary } from '../../server/contract/courses.ts';
import { api } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { audienceName } from '../i18n/vocabulary.ts';
import { useLoad } from '../load.ts';
import { announce } from '../ui/announce.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { duration } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Confirm } from './confirm.tsx';
import { CourseDialog } from './course-dialog.tsx';
import styles from './courses.module.css';
import { ruleWords } from './rule-versions.tsx';
import { StaffPage } from './staff-page.tsx';

export default function Courses() {
  const { data, error, reload } = useLoad('courses', (signal) =>
    api.get<CourseList>('/api/courses', {}, signal),
  );
  const [editing, setEditing] = useState<CourseSummary | 'new' | null>(null);
  const [deleting, setDeleting] = useState<CourseSummary | null>(null);

  async function remove(course: CourseSummary): Promise<void> {
    await api.delete(`/api/courses/${course.id}`);
    announce(t('studio.courseDeleted'));
    reload();
  }

  return (
    <StaffPage
      title={t('studio.courses')}
      aside={
        <Button look="primary" onClick={() => setEditing('new')}>
          <Icon name="plus" size={20} />
          {t('studio.newCourse')}
        </Button>
      }
    >
      {error && !data && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && (
        <>
          <Loading />
          <Skeleton height="10rem" />
        </>
      )}
      {data?.items.length === 0 && <Empty title={t('studio.noCourses')} />}
      <ul class={styles.courses}>
        {data?.items.map((course) => (
          <li key={course.id} class={styles.course}>
            <div class={styles.words}>
              <h2 class={styles.title}>
                <a href={`/courses/${course.id}`}>{localized(course.title, course.titleEn)}</a>
              </h2>
              <p class={styles.facts}>
                <Badge tone="primary">{audienceName(course.audience)}</Badge>
                <span>
                  {t('studio.courseLectures', {
                    n: course.lectureCount,
                    duration: duration(course.duration),
                  })}
                </span>
                <span>
                  {t('studio.rule')}: {ruleWords(course.rule)}
                </span>
              </p>
            </div>
            <div class={styles.actions}>
              <Button size="small" onClick={() => setEditing(course)}>
                {t('studio.editCourse')}
              </Button>
              <ButtonLink size="small" href={`/studio/courses/${course.id}/rule`}>
                {t('studio.rule')}
              </ButtonLink>
              <ButtonLink size="small" href={`/studio/courses/${course.id}/survey`}>
                {t('studio.survey')}
              </ButtonLink>
              <Button size="small" look="text" onClick={() => setDeleting(course)}>
                {t('studio.deleteCourse')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {editing && (
        <CourseDialog
          course={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={reload}
        />
      )}
      <Confirm
        title={t('studio.deleteCourseTitle')}
        open={deleting !== null}
        onClose={() => setDeleting(null)}
        onConfirm={async () => deleting && remove(deleting)}
        confirm={t('studio.deleteCourse')}
        keep={t('studio.keep')}
      >
        <p>{deleting && t('studio.deleteCourseBody', { title: deleting.title })}</p>
      </Confirm>
    </StaffPage>
  );
}

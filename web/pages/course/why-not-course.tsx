import type { LectureMissing } from '../../../server/contract/completion.ts';
import type { Course } from '../../../server/contract/courses.ts';
import { reasons } from '../../completion/reasons.ts';
import { UnseenLinks } from '../../completion/unseen-links.tsx';
import { WhyNot } from '../../completion/why-not.tsx';
import { localized, t } from '../../i18n/i18n.ts';
import styles from './course-about.module.css';

/** Why a course is not complete: which of its lectures are not, and what each still asks for. */
export function WhyNotCourse({ course }: { course: Course }) {
  const { completed, missing } = course.completion;
  if (completed) return null;
  return (
    <WhyNot>
      <ul class={styles.open}>
        {missing.map((one) =>
          one.what === 'survey' ? (
            <li key="survey">
              <a href={`/courses/${course.id}/survey`}>{t('pages.survey')}</a>
              <p>{t('pages.surveyMissing')}</p>
            </li>
          ) : (
            <OpenLecture key={one.lectureId} missing={one} course={course} />
          ),
        )}
      </ul>
    </WhyNot>
  );
}

function OpenLecture({ missing, course }: { missing: LectureMissing; course: Course }) {
  const { lectureId, title, titleEn, forOthers, watchable } = missing;
  const lecture = course.lectures.find(({ id }) => id === lectureId);
  const name = localized(title, titleEn);
  if (forOthers) return <li>{t('pages.forOthers')}</li>;
  if (!watchable || !lecture) {
    return (
      <li>
        {name}
        <p>{t('pages.notWatchable')}</p>
      </li>
    );
  }
  const { progress, rule, duration } = lecture;
  return (
    <li>
      <a href={`/lectures/${lectureId}`}>{name}</a>
      <p>
        {(progress && reasons(progress.missing, { rule, seconds: duration ?? 0 })) || t('pages.notStarted')}
      </p>
      <UnseenLinks lectureId={lectureId} parts={progress?.unseen ?? []} />
    </li>
  );
}

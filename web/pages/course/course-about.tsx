import type { Course } from '../../../server/contract/courses.ts';
import { IssueCertificate } from '../../certificates/issue-certificate.tsx';
import { courseRuleText } from '../../completion/reasons.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { audienceName } from '../../i18n/vocabulary.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { courseSize } from '../courses/course-size.ts';
import styles from './course-about.module.css';
import { completedCount, nextLecture } from './where-to-go-on.ts';
import { WhyNotCourse } from './why-not-course.tsx';

/** What a course is, for whom, how long, when it counts as completed, and the way in. */
export function CourseAbout({ course }: { course: Course }) {
  const done = completedCount(course.lectures);
  const begun = course.lectures.some((lecture) => lecture.progress);
  const next = nextLecture(course.lectures);
  const all = course.lectures.length;
  const { completed, missing } = course.completion;
  // Nothing but the survey is left: that is where one goes on.
  const onlySurvey = missing.length === 1 && missing[0]?.what === 'survey' && course.survey === 'open';
  return (
    <div class={styles.about}>
      <p class={styles.summary}>{localized(course.summary, course.summaryEn)}</p>
      <dl class={styles.facts}>
        <Fact name={t('pages.audience')}>{audienceName(course.audience)}</Fact>
        <Fact name={t('pages.makeUp')}>{courseSize(course)}</Fact>
        <Fact name={t('pages.completionRule')}>{courseRuleText(course.rule)}</Fact>
      </dl>
      {begun && (
        <div class={styles.progress}>
          <p>{completed ? t('pages.courseDone') : t('pages.courseProgress', { total: all, done })}</p>
          <ProgressBar share={done / all} />
          <WhyNotCourse course={course} />
        </div>
      )}
      <div class={styles.actions}>
        {completed && (
          <IssueCertificate key={course.id} courseId={course.id} from={`/courses/${course.id}`} wide />
        )}
        {onlySurvey && <ToSurvey courseId={course.id} look="primary" />}
        {next && (
          <ButtonLink
            look={onlySurvey || completed ? 'tertiary' : 'primary'}
            size="large"
            wide
            href={`/lectures/${next.id}`}
          >
            {t(done === all ? 'pages.watchAgain' : begun ? 'pages.goOn' : 'pages.start')}
          </ButtonLink>
        )}
        {course.survey === 'open' && !onlySurvey && <ToSurvey courseId={course.id} look="tertiary" />}
      </div>
    </div>
  );
}

function ToSurvey({ courseId, look }: { courseId: string; look: 'primary' | 'tertiary' }) {
  return (
    <ButtonLink look={look} size="large" wide href={`/courses/${courseId}/survey`}>
      {t('pages.answerSurvey')}
    </ButtonLink>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div class={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

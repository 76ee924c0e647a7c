/** `/courses/:id/survey`: 만족도 조사, answered once by whoever began the course. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { Course } from '../../../server/contract/courses.ts';
import type { Survey as SurveyData } from '../../../server/contract/surveys.ts';
import { api } from '../../api.ts';
import { signInAddress } from '../../frame/next.ts';
import { Page } from '../../frame/page.tsx';
import { localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { account, isStaff } from '../../session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, ErrorNote, Loading } from '../../ui/notes.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import NotFound from '../not-found/not-found.tsx';
import styles from './survey.module.css';
import { SurveyForm } from './survey-form.tsx';

export default function Survey() {
  const { id = '' } = useRoute().params;
  const course = useLoad(`course ${id}`, (signal) => api.get<Course>(`/api/courses/${id}`, {}, signal));
  const survey = useLoad(course.data?.survey ? `survey ${id}` : null, (signal) =>
    api.get<SurveyData>(`/api/courses/${id}/survey`, {}, signal),
  );
  const [sent, setSent] = useState(false);
  if (course.error?.isMissing) return <NotFound />;

  const name = course.data ? localized(course.data.title, course.data.titleEn) : '';
  const path = [
    { label: t('frame.courses'), href: '/courses' },
    ...(name ? [{ label: name, href: `/courses/${id}` }] : []),
  ];
  const failed = course.error ? course : survey.error ? survey : null;
  return (
    <Page title={t('pages.survey')} path={path}>
      <div class={styles.page}>
        {sent ? (
          <Thanks courseId={id} />
        ) : failed?.error ? (
          <ErrorNote error={failed.error} onRetry={failed.reload} />
        ) : course.data?.survey === null ? (
          <Empty title={t('survey.none')}>
            <ToCourse courseId={id} />
          </Empty>
        ) : survey.data && account.value !== undefined ? (
          <Asked courseId={id} name={name} survey={survey.data} onSent={() => setSent(true)} />
        ) : (
          <>
            <Loading />
            <Skeleton height="40rem" />
          </>
        )}
      </div>
    </Page>
  );
}

interface AskedProps {
  courseId: string;
  name: string;
  survey: SurveyData;
  onSent: () => void;
}

/** The form, or why somebody cannot answer. */
function Asked({ courseId, name, survey, onSent }: AskedProps) {
  if (account.value === null) {
    return (
      <Empty title={t('survey.signIn')}>
        <p>{t('survey.signInWhy')}</p>
        <ButtonLink look="primary" href={signInAddress(`/courses/${courseId}/survey`)}>
          {t('frame.signIn')}
        </ButtonLink>
      </Empty>
    );
  }
  if (survey.state !== 'open') {
    const why = survey.state === 'answered' ? 'answered' : isStaff.value ? 'staff' : 'notBegun';
    return (
      <Empty title={t(`survey.${why}`)}>
        <p>{t(`survey.${why}Why`)}</p>
        <ToCourse courseId={courseId} />
      </Empty>
    );
  }
  return (
    <>
      <div class={styles.lead}>
        <p class={styles.course}>{name}</p>
        <p>
          {t('survey.lead')} {survey.questions.some(({ required }) => required) && t('survey.requiredHint')}{' '}
          {t('survey.once')}
        </p>
        <p class={styles.private}>{t('survey.private')}</p>
      </div>
      <SurveyForm key={survey.id} courseId={courseId} survey={survey} onSent={onSent} />
    </>
  );
}

/** Takes the focus: the form it was in is gone. */
function Thanks({ courseId }: { courseId: string }) {
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    said.current?.focus();
    window.scrollTo(0, 0);
  }, []);
  return (
    <div ref={said} tabIndex={-1} role="status">
      <Empty title={t('survey.thanks')}>
        <p>{t('survey.thanksWhy')}</p>
        <ToCourse courseId={courseId} />
      </Empty>
    </div>
  );
}

const ToCourse = ({ courseId }: { courseId: string }) => (
  <ButtonLink look="primary" href={`/courses/${courseId}`}>
    {t('survey.toCourse')}
  </ButtonLink>
);

/** `/studio/courses/:id/survey`: what a course's survey asks, and what everybody's answers come to. */
import { useLocation, useRoute } from 'preact-iso';
import type { Course } from '../../server/contract/courses.ts';
import type { SurveySettings } from '../../server/contract/surveys.ts';
import { api, withQuery } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { Badge } from '../ui/badge.tsx';
import { dayAndTime, number } from '../ui/format.ts';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { StaffPage } from './staff-page.tsx';
import styles from './survey.module.css';
import { SurveyEditor } from './survey-editor.tsx';
import { Results } from './survey-results.tsx';

type Shown = 'questions' | 'results';

export default function SurveyPage() {
  const {
    params: { id = '' },
    query,
  } = useRoute();
  const { route } = useLocation();
  const shown: Shown = query.tab === 'results' ? 'results' : 'questions';
  const course = useLoad(id, (signal) => api.get<Course>(`/api/courses/${id}`, {}, signal));
  const path = `/api/courses/${id}/survey/settings`;
  const { data, error, reload } = useLoad(path, (signal) => api.get<SurveySettings>(path, {}, signal));
  const name = course.data ? localized(course.data.title, course.data.titleEn) : '';
  return (
    <StaffPage
      title={name ? t('studio.surveyOf', { title: name }) : t('studio.survey')}
      path={[{ label: t('studio.courses'), href: '/studio/courses' }]}
    >
      {error && !data && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && (
        <>
          <Loading />
          <Skeleton height="40rem" />
        </>
      )}
      {data && (
        <>
          <State settings={data} />
          <Tabs<Shown>
            label={t('studio.survey')}
            tabs={[
              { id: 'questions', label: t('studio.surveyQuestions') },
              { id: 'results', label: t('studio.surveyResults') },
            ]}
            selected={shown}
            onSelect={(tab) =>
              route(
                withQuery(`/studio/courses/${id}/survey`, { tab: tab === 'results' ? tab : undefined }),
                true,
              )
            }
          >
            {shown === 'results' && <Results courseId={id} />}
            {/* Kept while the results are looked at: what is not saved yet is only there. */}
            <div hidden={shown === 'results'}>
              <SurveyEditor key={id} courseId={id} settings={data} reload={reload} />
            </div>
          </Tabs>
        </>
      )}
    </StaffPage>
  );
}

/** Whether it is open, since when its questions are what they are, and how many answered. */
function State({ settings: { open, version, savedAt, responses } }: { settings: SurveySettings }) {
  return (
    <p class={styles.state}>
      <Badge tone={open ? 'success' : 'neutral'}>
        {t(open ? 'studio.surveyIsOpen' : 'studio.surveyIsClosed')}
      </Badge>
      {savedAt && <span>{t('studio.surveyVersion', { version, at: dayAndTime(savedAt) })}</span>}
      <span>
        {t('studio.surveyResponses')}: {t('studio.surveyPeople', { n: number(responses) })}
      </span>
    </p>
  );
}

/** `/admin/people/:id`: what somebody has watched, why what is not complete is not, and where they are signed in. */
import { useRoute } from 'preact-iso';
import type { Learner } from '../../server/contract/learner.ts';
import type { LectureSummary } from '../../server/contract/lectures.ts';
import { api } from '../api.ts';
import { reasons, ruleText } from '../completion/reasons.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { Badge } from '../ui/badge.tsx';
import { clock, dayOfTime } from '../ui/format.ts';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './learner.module.css';
import { LearnerCertificates } from './learner-certificates.tsx';
import { LearnerSessions } from './learner-sessions.tsx';

export default function LearnerPage() {
  const { id = '' } = useRoute().params;
  return <Loaded key={id} id={id} />;
}

function Loaded({ id }: { id: string }) {
  const { data, error, reload } = useLoad(id, (signal) =>
    api.get<Learner>(`/api/accounts/${id}/lectures`, {}, signal),
  );
  // what somebody may be shown no longer is not shown
  const shown = error ? undefined : data;
  const title = shown ? t('admin.learner', { name: shown.name }) : t('admin.learning');
  return (
    <StaffPage title={title} path={[{ label: t('admin.accounts'), href: '/admin/people' }]}>
      {error && <ErrorNote error={error} onRetry={reload} />}
      {!shown && !error && (
        <>
          <Loading />
          <Skeleton height="30rem" />
        </>
      )}
      {shown && <p class={styles.email}>{shown.email}</p>}
      {shown?.lectures.length === 0 && <Empty title={t('admin.noLearning')} />}
      {shown &&
        [...Map.groupBy(shown.lectures, ({ courseId }) => courseId)].map(([courseId, lectures]) => (
          <OneCourse key={courseId} lectures={lectures} />
        ))}
      {shown && shown.certificates.length > 0 && (
        <LearnerCertificates certificates={shown.certificates} onChanged={reload} />
      )}
      {shown && <LearnerSessions id={id} name={shown.name} />}
    </StaffPage>
  );
}

function OneCourse({ lectures }: { lectures: readonly LectureSummary[] }) {
  const [first] = lectures;
  if (!first) return null;
  const { courseTitle, courseTitleEn, rule } = first;
  const done = lectures.filter(({ progress }) => progress?.completed).length;
  return (
    <section class={styles.course}>
      <h2>{courseTitle === null ? t('admin.noCourse') : localized(courseTitle, courseTitleEn)}</h2>
      <p class={styles.note}>
        {t('pages.courseProgress', { total: lectures.length, done })} · {ruleText(rule)}
      </p>
      <ul class={styles.lectures}>
        {lectures.map((lecture) => (
          <OneLecture key={lecture.id} lecture={lecture} />
        ))}
      </ul>
    </section>
  );
}

function OneLecture({ lecture }: { lecture: LectureSummary }) {
  const { title, titleEn, progress, rule, duration } = lecture;
  const parts = progress && !progress.completed ? progress.unseen : [];
  return (
    <li class={styles.lecture}>
      <div>
        <h3>{localized(title, titleEn)}</h3>
        {progress && (
          <p class={styles.note}>
            {[
              reasons(progress.missing, { rule, seconds: duration ?? 0 }),
              t('pages.lastWatched', { day: dayOfTime(progress.watchedAt) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
        {parts.length > 0 && (
          <p class={styles.note}>
            {t('pages.unseen')} {parts.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', ')}
          </p>
        )}
      </div>
      <Badge tone={progress?.completed ? 'success' : 'neutral'}>
        {t(progress?.completed ? 'admin.complete' : progress ? 'admin.incomplete' : 'pages.notStarted')}
      </Badge>
    </li>
  );
}

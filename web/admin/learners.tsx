/** 학습자 목록, `/admin/learners`: who watched which lecture how far, by name; all of what is asked in the address. */
import { useLocation } from 'preact-iso';
import type { CourseList } from '../../server/contract/courses.ts';
import type { LearnersPage } from '../../server/contract/learners.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { isAdministrator } from '../session.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { number } from '../ui/format.ts';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { Pagination } from '../ui/pagination.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { LearnersFiles } from './learners-files.tsx';
import { addressOf, filterIn } from './learners-filter.ts';
import { LearnersForm } from './learners-form.tsx';
import { LearnersTable } from './learners-table.tsx';
import styles from './list.module.css';

export default function Learners() {
  const { query } = useLocation();
  const filter = filterIn(query);
  const page = Math.max(1, Number.parseInt(query.page ?? '1', 10) || 1);
  const address = addressOf(filter, page);
  const list = useLoad(address, (signal) =>
    api.get<LearnersPage>('/api/learners', { ...filter, page }, signal),
  );
  const courses = useLoad('courses', (signal) => api.get<CourseList>('/api/courses', {}, signal));
  const course = courses.data?.items.find(({ id }) => id === filter.course);
  const isNarrowed = addressOf(filter) !== '/admin/learners';
  const { data, error, busy, reload } = list;
  return (
    <StaffPage title={t('admin.learners')}>
      <p class={styles.lead}>{t(isAdministrator.value ? 'admin.learnersLead' : 'admin.learnersLeadOwn')}</p>
      <LearnersForm key={addressOf(filter)} filter={filter} courses={courses.data?.items ?? []} />
      {courses.error && <ErrorNote error={courses.error} onRetry={courses.reload} />}
      {error ? (
        <ErrorNote error={error} onRetry={reload} />
      ) : !data ? (
        <>
          <Loading />
          <Skeleton height="40rem" />
        </>
      ) : data.total === 0 ? (
        <Empty title={t(isNarrowed ? 'admin.noLearners' : 'admin.noLearnersYet')}>
          {isNarrowed && <ButtonLink href="/admin/learners">{t('admin.clear')}</ButtonLink>}
        </Empty>
      ) : (
        <div aria-busy={busy}>
          <div class={styles.top}>
            <p class={styles.found} role="status">
              {t(data.more ? 'admin.learnersMore' : 'admin.learnersFound', { n: number(data.total) })}
            </p>
            <LearnersFiles filter={filter} course={course} />
          </div>
          <LearnersTable rows={data.items} />
          <Pagination
            page={data.page}
            total={data.total}
            pageSize={data.pageSize}
            href={(to) => addressOf(filter, to)}
          />
        </div>
      )}
    </StaffPage>
  );
}

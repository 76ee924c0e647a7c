/** 학습자 목록, `/admin/learners`: who watched which lecture how far, by name; all of what is asked in the address. */
import { useRoute } from 'preact-iso';
import type { CourseList } from '../../server/contract/courses.ts';
import type { LearnersPage } from '../../server/contract/learners.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { isAdministrator } from '../session.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { number } from '../ui/format.ts';
import { ErrorNote } from '../ui/notes.tsx';
import { pageIn } from '../ui/pagination.tsx';
import { Found } from './found.tsx';
import { LearnersFiles } from './learners-files.tsx';
import { addressOf, filterIn } from './learners-filter.ts';
import { LearnersForm } from './learners-form.tsx';
import { LearnersTable } from './learners-table.tsx';
import styles from './list.module.css';

export default function Learners() {
  const { query } = useRoute();
  const filter = filterIn(query);
  const page = pageIn(query);
  const address = addressOf(filter, page);
  const list = useLoad(address, (signal) =>
    api.get<LearnersPage>('/api/learners', { ...filter, page }, signal),
  );
  const courses = useLoad('courses', (signal) => api.get<CourseList>('/api/courses', {}, signal));
  const course = courses.data?.items.find(({ id }) => id === filter.course);
  const isNarrowed = addressOf(filter) !== '/admin/learners';
  return (
    <StaffPage title={t('admin.learners')}>
      <p class={styles.lead}>{t(isAdministrator.value ? 'admin.learnersLead' : 'admin.learnersLeadOwn')}</p>
      <LearnersForm key={addressOf(filter)} filter={filter} courses={courses.data?.items ?? []} />
      {courses.error && <ErrorNote error={courses.error} onRetry={courses.reload} />}
      <Found
        list={list}
        none={t(isNarrowed ? 'admin.noLearners' : 'admin.noLearnersYet')}
        clear={isNarrowed && '/admin/learners'}
        count={({ total, more }) =>
          t(more ? 'admin.learnersMore' : 'admin.learnersFound', { n: number(total) })
        }
        href={(to) => addressOf(filter, to)}
        actions={<LearnersFiles filter={filter} course={course} />}
      >
        {({ items }) => <LearnersTable rows={items} />}
      </Found>
    </StaffPage>
  );
}

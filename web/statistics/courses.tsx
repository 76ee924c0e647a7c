/** 과정별, `/admin/statistics/courses`: who started and finished each course, and how much it was watched. */
import type { CourseStatisticsList } from '../../server/contract/statistics.ts';
import { api } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { number } from '../ui/format.ts';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { apiQuery, askedQuery } from './asked.ts';
import { DefinedTable } from './defined-table.tsx';
import { ExportButtons } from './export-buttons.tsx';
import styles from './statistics.module.css';
import { StatisticsPage } from './statistics-page.tsx';
import { TableSkeleton } from './table-skeleton.tsx';
import { useAsked } from './use-asked.ts';
import { watchTime } from './watch-time.ts';

export default function CourseStatistics() {
  const asked = useAsked();
  const list = useLoad(askedQuery(asked), (signal) =>
    api.get<CourseStatisticsList>('/api/statistics/courses', apiQuery(asked), signal),
  );
  return (
    <StatisticsPage title={t('statistics.courses')} asked={asked}>
      {list.busy && <Loading />}
      <section class={styles.part} aria-busy={list.busy}>
        <div class={styles.top}>
          <h2>{t('statistics.courseTable')}</h2>
          <ExportButtons table="courses" asked={asked} />
        </div>
        {list.error ? (
          <ErrorNote error={list.error} onRetry={list.reload} />
        ) : !list.data ? (
          <TableSkeleton rows={6} />
        ) : list.data.items.length === 0 ? (
          <Empty title={t('statistics.noCourses')} />
        ) : (
          <DefinedTable
            caption={t('statistics.courseTable')}
            head={{ term: 'course' }}
            columns={[
              { term: 'lectureCount' },
              { term: 'started' },
              { term: 'finished' },
              { term: 'views' },
              { term: 'watchSeconds' },
              { term: 'completions' },
            ]}
            rows={list.data.items.map((course) => ({
              key: course.courseId,
              head: (
                <a href={`/admin/statistics/courses/${course.courseId}?${askedQuery(asked)}`}>
                  {localized(course.title, course.titleEn)}
                </a>
              ),
              numbers: [
                number(course.lectureCount),
                number(course.started),
                number(course.finished),
                number(course.views),
                watchTime(course.watchSeconds),
                number(course.completions),
              ],
            }))}
          />
        )}
        <p class={styles.note}>{t('statistics.courseScope')}</p>
      </section>
    </StatisticsPage>
  );
}

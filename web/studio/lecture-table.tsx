/** The table of one's lectures. */
import { useRoute } from 'preact-iso';
import type { LecturePage } from '../../server/contract/lectures.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { Pagination, pageIn } from '../ui/pagination.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLiveRecordings } from './follow.ts';
import { LectureRow } from './lecture-row.tsx';
import styles from './lecture-table.module.css';
import { ownItems } from './upload/dock.tsx';

const PAGE_SIZE = 20;

export function LectureTable() {
  const { query } = useRoute();
  const page = pageIn(query);
  // The list changes when a draft was made for an upload, when one was finished and when one was cancelled.
  const uploads = ownItems().map((item) => `${item.lectureId}${item.step === 'done' ? '!' : ''}`);
  const { data, error, reload } = useLoad(`${page} ${uploads.join()}`, (signal) =>
    api.get<LecturePage>('/api/lectures', { scope: 'mine', page, pageSize: PAGE_SIZE }, signal),
  );
  const liveOf = useLiveRecordings(data?.items ?? [], reload);

  if (error && !data) return <ErrorNote error={error} onRetry={reload} />;
  return (
    <section class={styles.section} aria-labelledby="my-lectures">
      <h2 id="my-lectures">{t('studio.myLectures')}</h2>
      {!data && <Waiting />}
      {data?.total === 0 && (
        <Empty title={t('studio.noLectures')}>
          <p>{t('studio.noLecturesHint')}</p>
        </Empty>
      )}
      {data && data.total > 0 && (
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('studio.lecture')}</th>
              <th scope="col">{t('studio.state')}</th>
              <th scope="col">{t('studio.visibility')}</th>
              <th scope="col" class={styles.number}>
                {t('studio.views')}
              </th>
              <th scope="col">{t('studio.captions')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((lecture) => (
              <LectureRow key={lecture.id} lecture={lecture} recording={liveOf(lecture)} onChange={reload} />
            ))}
          </tbody>
        </table>
      )}
      {data && (
        <Pagination page={page} total={data.total} pageSize={PAGE_SIZE} href={(to) => `/studio?page=${to}`} />
      )}
    </section>
  );
}

function Waiting() {
  return (
    <>
      <Loading />
      {[1, 2, 3].map((row) => (
        <div key={row} class={styles.waiting}>
          <Skeleton width="12.8rem" ratio="16 / 9" />
          <Skeleton width="40%" height="2.4rem" />
        </div>
      ))}
    </>
  );
}

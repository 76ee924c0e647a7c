/** The statistics of each lecture, as a table with links to their own. */
import type { LectureStatistics } from '../../server/contract/statistics.ts';
import { t } from '../i18n/i18n.ts';
import { number, percent } from '../ui/format.ts';
import { Empty } from '../ui/notes.tsx';
import { NumberTable } from './number-table.tsx';
import { watchTime } from './watch-time.ts';

interface LectureNumbersProps {
  items: readonly LectureStatistics[];
  /** of the period, so that the way back leads to it */
  query: string;
}

export function LectureNumbers({ items, query }: LectureNumbersProps) {
  if (items.length === 0) return <Empty title={t('admin.noLectures')} />;
  return (
    <NumberTable
      caption={t('admin.lectureTable')}
      head={t('admin.lecture')}
      columns={[
        t('admin.views'),
        t('admin.viewers'),
        t('admin.watchTime'),
        t('admin.completions'),
        t('admin.averageShare'),
      ]}
      rows={items.map((item) => ({
        key: item.lectureId,
        head: <a href={`/admin/statistics/lectures/${item.lectureId}?${query}`}>{item.title}</a>,
        numbers: [
          number(item.views),
          number(item.viewers),
          watchTime(item.watchSeconds),
          number(item.completions),
          item.averageShare === null ? '–' : percent(item.averageShare),
        ],
      }))}
    />
  );
}

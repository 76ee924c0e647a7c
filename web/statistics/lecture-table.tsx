/** The statistics of each lecture in any order, as a table with links to their own. */
import { useEffect, useRef } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { LectureStatistics, LectureStatisticsList } from '../../server/contract/statistics.ts';
import { api } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { dayOfTime, number, percent } from '../ui/format.ts';
import { Empty, ErrorNote } from '../ui/notes.tsx';
import { Pagination, pageIn } from '../ui/pagination.tsx';
import { type Asked, askedQuery, comparedQuery } from './asked.ts';
import { ComparedCell } from './compared-cell.tsx';
import { DefinedTable } from './defined-table.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { type LectureSort, orderAfter, orderIn } from './lecture-order.ts';
import type { Column } from './number-table.tsx';
import { NUMBERS, numberCell } from './numbers.ts';
import styles from './statistics.module.css';
import { TableSkeleton } from './table-skeleton.tsx';
import type { Term } from './term.ts';

const PAGE_SIZE = 20;

export function LectureTable({ asked }: { asked: Asked }) {
  const { query } = useRoute();
  const page = pageIn(query);
  const wish = { ...comparedQuery(asked), ...orderIn(query), page, pageSize: PAGE_SIZE };
  const list = useLoad(JSON.stringify(wish), (signal) =>
    api.get<LectureStatisticsList>('/api/statistics/lectures', wish, signal),
  );
  const section = useRef<HTMLElement>(null);
  const shown = useRef(page);
  // Another page of the table begins at its top; the router stays where it was.
  useEffect(() => {
    if (shown.current !== page) section.current?.scrollIntoView();
    shown.current = page;
  }, [page]);
  return (
    <section class={styles.part} ref={section} aria-busy={list.busy}>
      <div class={styles.top}>
        <h2>{t('statistics.lectureTable')}</h2>
        <ExportButtons table="lectures" asked={asked} />
      </div>
      {list.error ? (
        <ErrorNote error={list.error} onRetry={list.reload} />
      ) : list.data ? (
        <Loaded list={list.data} asked={asked} />
      ) : (
        <TableSkeleton rows={10} />
      )}
    </section>
  );
}

function Loaded({ list, asked }: { list: LectureStatisticsList; asked: Asked }) {
  const { path, query } = useRoute();
  const { route } = useLocation();
  if (list.total === 0) return <Empty title={t('statistics.noLectures')} />;
  const order = orderIn(query);
  const hrefOf = (changes: Readonly<Record<string, string>>) =>
    `${path}?${new URLSearchParams({ ...query, ...comparedQuery(asked), ...changes })}`;
  const column = (field: LectureSort, term: Term): Column => ({
    term,
    sort: {
      direction: order.sort !== field ? 'none' : order.order === 'asc' ? 'ascending' : 'descending',
      onSort: () => route(hrefOf({ ...orderAfter(order, field), page: '1' })),
    },
  });
  return (
    <>
      <p class={styles.total}>{t('statistics.total', { n: number(list.total) })}</p>
      <DefinedTable
        caption={t('statistics.lectureTable')}
        head={column('title', 'lecture')}
        columns={[
          ...NUMBERS.map((field) => column(field, field)),
          column('averageShare', 'averageShare'),
          column('publishedAt', 'publishedAt'),
        ]}
        rows={list.items.map((item) => ({
          key: item.lectureId,
          head: (
            <a href={`/admin/statistics/lectures/${item.lectureId}?${askedQuery(asked)}`}>
              {localized(item.title, item.titleEn)}
            </a>
          ),
          numbers: [
            ...NUMBERS.map((field) => (
              <ComparedCell
                key={field}
                now={numberCell(field, item[field])}
                before={item.compared ? numberCell(field, item.compared[field]) : undefined}
              />
            )),
            ...beside(item),
          ],
        }))}
      >
        <Pagination
          page={list.page}
          total={list.total}
          pageSize={list.pageSize}
          href={(page) => hrefOf({ page: String(page) })}
        />
      </DefinedTable>
    </>
  );
}

const beside = ({ averageShare, publishedAt, deleted }: LectureStatistics): string[] => [
  averageShare === null ? '–' : percent(averageShare),
  deleted
    ? t('statistics.deleted')
    : publishedAt === null
      ? t('statistics.neverPublished')
      : dayOfTime(publishedAt),
];

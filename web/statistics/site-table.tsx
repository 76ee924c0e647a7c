/** A page about one table of the whole site: bars of views, the table of all four numbers, and its file. */
import type { ComponentChildren } from 'preact';
import type { ExportQuery } from '../../server/contract/statistics.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { day } from '../ui/format.ts';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { type Asked, apiQuery, askedQuery } from './asked.ts';
import { BarFigure } from './bar-figure.tsx';
import { DefinedTable } from './defined-table.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { FigureSkeleton } from './figure-skeleton.tsx';
import { NUMBER_COLUMNS, type Numbers, numberCells, withUnit } from './numbers.ts';
import type { Period } from './period.ts';
import styles from './statistics.module.css';
import { StatisticsPage } from './statistics-page.tsx';
import { TableSkeleton } from './table-skeleton.tsx';
import { useAsked } from './use-asked.ts';

type Kind = 'audiences' | 'regions' | 'months';

const WORDS = {
  audiences: { chart: 'audienceChart', head: 'audience' },
  regions: { chart: 'regionChart', head: 'region' },
  months: { chart: 'monthChart', head: 'month' },
} as const satisfies Record<Kind & ExportQuery['table'], object>;

interface SiteTableProps<Row> {
  kind: Kind;
  /** what a row is called */
  nameOf: (row: Row) => string;
  /** rows there will be, for what is shown while they are on their way */
  expected: number;
  /** beside the h1 */
  aside?: (asked: Asked) => ComponentChildren;
}

export function SiteTable<Row extends Numbers>({ kind, nameOf, expected, aside }: SiteTableProps<Row>) {
  const asked = useAsked();
  const list = useLoad(`${kind} ${askedQuery(asked)}`, (signal) =>
    api.get<Period & { items: Row[] }>(`/api/statistics/${kind}`, apiQuery(asked), signal),
  );
  const title = t(`statistics.table_${kind}`);
  return (
    <StatisticsPage title={title} asked={asked} aside={aside?.(asked)}>
      {list.busy && <Loading />}
      {list.error ? (
        <ErrorNote error={list.error} onRetry={list.reload} />
      ) : (
        <div aria-busy={list.busy}>
          {list.data ? <Shown kind={kind} report={list.data} nameOf={nameOf} /> : <FigureSkeleton />}
          <section class={styles.part}>
            <div class={styles.top}>
              <h2>{t('statistics.allNumbers', { table: title })}</h2>
              <ExportButtons table={kind} asked={asked} />
            </div>
            {list.data ? (
              <RowTable kind={kind} items={list.data.items} nameOf={nameOf} />
            ) : (
              <TableSkeleton rows={expected} />
            )}
          </section>
        </div>
      )}
    </StatisticsPage>
  );
}

interface RowsProps<Row> {
  kind: Kind;
  items: readonly Row[];
  nameOf: (row: Row) => string;
}

function Shown<Row extends Numbers>({
  kind,
  report: { items, from, to },
  nameOf,
}: Pick<RowsProps<Row>, 'kind' | 'nameOf'> & { report: Period & { items: readonly Row[] } }) {
  return (
    <BarFigure
      title={t(`statistics.${WORDS[kind].chart}`, { from: day(from), to: day(to) })}
      units={t('statistics.barUnits')}
      terms={['views', WORDS[kind].head]}
      bars={items.map((row) => ({
        key: nameOf(row),
        label: nameOf(row),
        value: row.views,
        text: withUnit('views', row.views),
      }))}
      name={`madang-${kind}-${from}-${to}`}
    >
      <RowTable kind={kind} items={items} nameOf={nameOf} />
    </BarFigure>
  );
}

function RowTable<Row extends Numbers>({ kind, items, nameOf }: RowsProps<Row>) {
  return (
    <DefinedTable
      caption={t(`statistics.table_${kind}`)}
      head={{ term: WORDS[kind].head }}
      columns={NUMBER_COLUMNS}
      rows={items.map((row) => ({ key: nameOf(row), head: nameOf(row), numbers: numberCells(row) }))}
    />
  );
}

/** `/admin/statistics/comparison?first=…&second=…`: two lectures side by side. */
import { useRoute } from 'preact-iso';
import type { LectureComparison } from '../../server/contract/statistics.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { cx } from '../ui/cx.ts';
import { duration } from '../ui/format.ts';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { ALL_TIME, allTimeTexts } from './all-time.tsx';
import { apiQuery } from './asked.ts';
import styles from './comparison.module.css';
import { ComparisonSide, LETTERS } from './comparison-side.tsx';
import { Definitions } from './definitions.tsx';
import { FigureSkeleton } from './figure-skeleton.tsx';
import { NumberTable } from './number-table.tsx';
import { NUMBERS, withUnit } from './numbers.ts';
import { ShareFigure } from './share-figure.tsx';
import part from './statistics.module.css';
import { StatisticsPage, toOverview } from './statistics-page.tsx';
import { nameOf } from './term.ts';
import { useAsked } from './use-asked.ts';

export default function Comparison() {
  const asked = useAsked();
  const { first, second } = useRoute().query;
  const wish = first && second ? { ...apiQuery(asked), first, second } : null;
  const comparison = useLoad(wish && JSON.stringify(wish), (signal) =>
    api.get<LectureComparison>('/api/statistics/comparison', wish ?? {}, signal),
  );
  return (
    <StatisticsPage title={t('statistics.comparison')} asked={asked}>
      <div class={styles.sides}>
        <ComparisonSide key={`first ${first}`} side="first" asked={asked} />
        <ComparisonSide key={`second ${second}`} side="second" asked={asked} />
      </div>
      {comparison.busy && <Loading />}
      {wish === null ? null : comparison.error ? (
        <ErrorNote error={comparison.error} onRetry={comparison.reload} back={toOverview(asked)} />
      ) : comparison.data ? (
        <div aria-busy={comparison.busy}>
          <ShareFigure comparison={comparison.data} />
          <Numbers comparison={comparison.data} />
        </div>
      ) : (
        <FigureSkeleton />
      )}
    </StatisticsPage>
  );
}

function Numbers({ comparison: { first, second } }: { comparison: LectureComparison }) {
  const both = [first, second];
  const head = { term: 'comparison', label: t('statistics.number') } as const;
  const columns = Object.values(LETTERS).map((label) => ({ term: 'comparison' as const, label }));
  const allTime = both.map(({ report }) => allTimeTexts(report.allTime));
  return (
    <>
      <section class={cx(part.part, styles.numbers)}>
        <div class={part.top}>
          <h2>{t('statistics.chosenPeriod')}</h2>
        </div>
        <NumberTable
          caption={t('statistics.chosenPeriod')}
          head={head}
          columns={columns}
          rows={NUMBERS.map((field) => ({
            key: field,
            head: nameOf(field),
            numbers: both.map(({ report }) => withUnit(field, report[field])),
          }))}
        />
      </section>
      <section class={cx(part.part, styles.numbers)}>
        <div class={part.top}>
          <h2>{t('statistics.allTime')}</h2>
        </div>
        <NumberTable
          caption={t('statistics.allTime')}
          head={head}
          columns={columns}
          rows={[
            ...ALL_TIME.map((name) => ({
              key: name as string,
              head: nameOf(name),
              numbers: allTime.map((texts) => texts[name]),
            })),
            {
              key: 'length',
              head: t('statistics.length'),
              numbers: both.map(({ retention }) => duration(retention.duration)),
            },
          ]}
        />
        <Definitions of={[...NUMBERS, 'completionRate', 'averageShare']} />
      </section>
    </>
  );
}

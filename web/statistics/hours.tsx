/** 요일·시간대, `/admin/statistics/hours`: when in the week people watch. */
import type { HourStatistics } from '../../server/contract/statistics.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { day, number } from '../ui/format.ts';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { apiQuery, askedQuery } from './asked.ts';
import { DefinedTable } from './defined-table.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { Figure } from './figure.tsx';
import { FigureSkeleton } from './figure-skeleton.tsx';
import { peakOf } from './heat.ts';
import { HeatTable, heatDrawing } from './heat-table.tsx';
import { withUnit } from './numbers.ts';
import styles from './statistics.module.css';
import { StatisticsPage } from './statistics-page.tsx';
import { useAsked } from './use-asked.ts';
import { watchTime } from './watch-time.ts';

export default function Hours() {
  const asked = useAsked();
  const list = useLoad(askedQuery(asked), (signal) =>
    api.get<HourStatistics>('/api/statistics/hours', apiQuery(asked), signal),
  );
  return (
    <StatisticsPage title={t('statistics.hours')} asked={asked}>
      {list.busy && <Loading />}
      {list.error ? (
        <ErrorNote error={list.error} onRetry={list.reload} />
      ) : (
        <div aria-busy={list.busy}>
          {list.data ? <HourFigure report={list.data} /> : <FigureSkeleton />}
          <div class={styles.under}>
            <ExportButtons table="hours" asked={asked} />
          </div>
        </div>
      )}
    </StatisticsPage>
  );
}

const weekdayName = (weekday: number) => t(`statistics.weekday_${weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7}`);

function HourFigure({ report: { items, from, to } }: { report: HourStatistics }) {
  const title = t('statistics.hourChart', { from: day(from), to: day(to) });
  const peak = peakOf(items);
  const peakText = peak
    ? t('statistics.hourPeak', {
        weekday: weekdayName(peak.weekday),
        hour: peak.hour,
        views: withUnit('views', peak.views),
      })
    : t('statistics.hourNone');
  return (
    <Figure
      title={title}
      units={t('statistics.hourUnits')}
      terms={['views', 'weekdayAndHour']}
      chart={
        <>
          <p>{peakText}</p>
          <HeatTable caption={title} items={items} />
        </>
      }
      table={
        <DefinedTable
          caption={title}
          head={{ term: 'weekdayAndHour' }}
          columns={[{ term: 'views' }, { term: 'watchSeconds' }]}
          rows={items.map(({ weekday, hour, views, watchSeconds }) => ({
            key: `${weekday} ${hour}`,
            head: t('statistics.weekdayHour', { weekday: weekdayName(weekday), hour }),
            numbers: [number(views), watchTime(watchSeconds)],
          }))}
        />
      }
      drawing={() => heatDrawing(items)}
      name={`madang-hours-${from}-${to}`}
    />
  );
}

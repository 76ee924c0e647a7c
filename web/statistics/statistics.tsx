/** 현황판, `/admin/statistics`: what was watched in a period, and how it moved. */
import type { Overview } from '../../server/contract/statistics.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { isAdministrator } from '../session.ts';
import { ButtonLink } from '../ui/button.tsx';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { askedQuery, comparedQuery } from './asked.ts';
import { Compared } from './compared.tsx';
import { DayFigure } from './day-figure.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { FigureSkeleton } from './figure-skeleton.tsx';
import { Figures } from './figures.tsx';
import { LectureTable } from './lecture-table.tsx';
import { MonthReportLink } from './month-report-link.tsx';
import styles from './statistics.module.css';
import { StatisticsPage } from './statistics-page.tsx';
import { useAsked } from './use-asked.ts';

export default function Statistics() {
  const asked = useAsked();
  const overview = useLoad(askedQuery(asked), (signal) =>
    api.get<Overview>('/api/statistics/overview', comparedQuery(asked), signal),
  );
  return (
    <StatisticsPage
      title={t('statistics.overview')}
      asked={asked}
      aside={
        <div class={styles.actions}>
          <ButtonLink href={`/admin/statistics/comparison?${askedQuery(asked)}`}>
            {t('statistics.comparison')}
          </ButtonLink>
          {isAdministrator.value && <MonthReportLink asked={asked} />}
        </div>
      }
      comparing
    >
      {overview.busy && <Loading />}
      {overview.error ? (
        <ErrorNote error={overview.error} onRetry={overview.reload} />
      ) : (
        <div aria-busy={overview.busy}>
          <Compared report={overview.data} chosen={asked.compared !== null} />
          <Figures report={overview.data} />
          {overview.data ? (
            <DayFigure report={overview.data} asked={asked}>
              <div class={styles.under}>
                <ExportButtons table="days" asked={asked} />
              </div>
            </DayFigure>
          ) : (
            <FigureSkeleton />
          )}
        </div>
      )}
      <LectureTable asked={asked} />
    </StatisticsPage>
  );
}

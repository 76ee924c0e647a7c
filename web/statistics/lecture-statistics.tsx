/** `/admin/statistics/lectures/:id`: how much a lecture was watched, by whom, and where people left it. */
import { useRoute } from 'preact-iso';
import type { LectureReport, Retention } from '../../server/contract/statistics.ts';
import { api } from '../api.ts';
import { language, localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { AllTime } from './all-time.tsx';
import { type Asked, askedQuery, comparedQuery } from './asked.ts';
import { Compared } from './compared.tsx';
import { DayFigure } from './day-figure.tsx';
import { Drops } from './drops.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { FigureSkeleton } from './figure-skeleton.tsx';
import { Figures } from './figures.tsx';
import { LectureQualityPart } from './lecture-quality.tsx';
import { countedAudienceName, countedRegionName } from './names.ts';
import { RetentionFigure } from './retention-figure.tsx';
import { loadSaid, type Said } from './said.ts';
import styles from './statistics.module.css';
import { StatisticsPage, toOverview } from './statistics-page.tsx';
import { SumsTable } from './sums-table.tsx';
import { useAsked } from './use-asked.ts';

export default function LectureStatistics() {
  const { id = '' } = useRoute().params;
  return <Loaded key={id} id={id} />;
}

function Loaded({ id }: { id: string }) {
  const asked = useAsked();
  const path = `/api/statistics/lectures/${id}`;
  const report = useLoad(`${path} ${askedQuery(asked)}`, (signal) =>
    api.get<LectureReport>(path, comparedQuery(asked), signal),
  );
  const isGone = report.error?.isMissing;
  const title = report.data && localized(report.data.title, report.data.titleEn);
  return (
    <StatisticsPage
      title={title ?? t('statistics.lectureStatistics')}
      asked={asked}
      aside={
        !isGone && (
          <div class={styles.actions}>
            <ButtonLink href={`/admin/statistics/comparison?first=${id}&${askedQuery(asked)}`}>
              {t('statistics.compareLecture')}
            </ButtonLink>
            <ButtonLink href={`/lectures/${id}`}>{t('statistics.watch')}</ButtonLink>
          </div>
        )
      }
      comparing
    >
      {report.busy && <Loading />}
      {report.error ? (
        <ErrorNote error={report.error} onRetry={report.reload} back={toOverview(asked)} />
      ) : (
        <div aria-busy={report.busy}>
          <Compared report={report.data} chosen={asked.compared !== null} />
          <Figures report={report.data} />
          {report.data ? (
            <DayFigure
              report={report.data}
              asked={asked}
              lecture={localized(report.data.title, report.data.titleEn)}
            >
              <div class={styles.under}>
                <ExportButtons table="days" lecture={id} asked={asked} />
              </div>
            </DayFigure>
          ) : (
            <FigureSkeleton />
          )}
          <AllTime numbers={report.data?.allTime} />
        </div>
      )}
      {!isGone && (
        <>
          <WhereTheyLeft id={id} asked={asked} />
          <LectureQualityPart id={id} asked={asked} />
        </>
      )}
      {report.data && !report.error && <Sums report={report.data} asked={asked} />}
    </StatisticsPage>
  );
}

const NOTHING_SAID: Said = { chapters: [], cues: [], frames: [] };

/** Of all time, so that a change of the period leaves it as it is. That there is no such lecture is said by the page. */
function WhereTheyLeft({ id, asked }: { id: string; asked: Asked }) {
  const path = `/api/statistics/lectures/${id}/retention`;
  const retention = useLoad(path, (signal) => api.get<Retention>(path, {}, signal));
  const said = useLoad(`${id} ${language.value}`, (signal) => loadSaid(id, language.value, signal));
  const { data, error, reload } = retention;
  const watched = data?.plays.some((plays) => plays > 0);
  return (
    <section class={styles.part}>
      <h2>{t('statistics.retention')}</h2>
      {error && !error.isMissing ? (
        <ErrorNote error={error} onRetry={reload} />
      ) : !data || (!said.data && !said.error) ? (
        <FigureSkeleton />
      ) : watched ? (
        <>
          <RetentionFigure retention={data} said={said.data ?? NOTHING_SAID}>
            <div class={styles.under}>
              <ExportButtons table="retention" lecture={id} asked={asked} />
            </div>
          </RetentionFigure>
          <Drops retention={data} said={said.data ?? NOTHING_SAID} />
        </>
      ) : (
        <Empty title={t('statistics.retentionNone')} />
      )}
    </section>
  );
}

function Sums({ report, asked }: { report: LectureReport; asked: Asked }) {
  const other = asked.compared === null ? undefined : report.compared;
  return (
    <>
      <SumsTable
        title={t('statistics.byAudience')}
        head="audience"
        actions={<ExportButtons table="audiences" lecture={report.lectureId} asked={asked} />}
        rows={report.audiences.map((row, nth) => ({
          ...{ ...row, name: countedAudienceName(row.audience), before: other?.audiences[nth] },
        }))}
      />
      <SumsTable
        title={t('statistics.byRegion')}
        head="region"
        actions={<ExportButtons table="regions" lecture={report.lectureId} asked={asked} />}
        rows={report.regions.map((row, nth) => ({
          ...{ ...row, name: countedRegionName(row.region), before: other?.regions[nth] },
        }))}
      />
    </>
  );
}

/** 재생 품질, `/admin/statistics/quality`: how lectures play on what people watch with. */
import type { SiteQuality } from '../../server/contract/quality-statistics.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { day } from '../ui/format.ts';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { type Asked, apiQuery, askedQuery } from './asked.ts';
import { ExportButtons } from './export-buttons.tsx';
import { FigureSkeleton } from './figure-skeleton.tsx';
import { deviceRows, ErrorKinds, QualityFigures, QualityTable } from './quality-parts.tsx';
import { RungFigure } from './rung-figure.tsx';
import styles from './statistics.module.css';
import { StatisticsPage } from './statistics-page.tsx';
import { useAsked } from './use-asked.ts';

export default function Quality() {
  const asked = useAsked();
  const { data, error, busy, reload } = useLoad(`quality ${askedQuery(asked)}`, (signal) =>
    api.get<SiteQuality>('/api/statistics/quality', apiQuery(asked), signal),
  );
  return (
    <StatisticsPage title={t('statistics.quality')} asked={asked}>
      {busy && <Loading />}
      {error ? (
        <ErrorNote error={error} onRetry={reload} />
      ) : (
        <div aria-busy={busy}>
          <p class={styles.compared}>{t('statistics.qualityScope')}</p>
          <QualityFigures numbers={data?.total} />
          {data ? <Loaded quality={data} asked={asked} /> : <FigureSkeleton />}
        </div>
      )}
    </StatisticsPage>
  );
}

function Loaded({ quality, asked }: { quality: SiteQuality; asked: Asked }) {
  const { from, to, total, browsers, systems } = quality;
  const devices = deviceRows(quality);
  return (
    <>
      <RungFigure
        title={t('statistics.rungChart', { from: day(from), to: day(to) })}
        rows={devices}
        name={`madang-rungs-${from}-${to}`}
      />
      <QualityTable
        title={t('statistics.table_devices')}
        head="device"
        rows={devices}
        actions={<ExportButtons table="devices" asked={asked} />}
      />
      <QualityTable
        title={t('statistics.table_browsers')}
        head="browser"
        rows={browsers.map((row) => ({ ...row, name: t(`statistics.browser_${row.browser}`) }))}
        actions={<ExportButtons table="browsers" asked={asked} />}
      />
      <QualityTable
        title={t('statistics.table_systems')}
        head="system"
        rows={systems.map((row) => ({ ...row, name: t(`statistics.system_${row.system}`) }))}
        actions={<ExportButtons table="systems" asked={asked} />}
      />
      <ErrorKinds numbers={total} />
    </>
  );
}

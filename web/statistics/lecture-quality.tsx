/** How one lecture played, beside where people left it: a picture that hangs is a reason to leave. */
import type { LectureQuality } from '../../server/contract/quality-statistics.ts';
import { api } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { day } from '../ui/format.ts';
import { Empty, ErrorNote } from '../ui/notes.tsx';
import { type Asked, apiQuery, askedQuery } from './asked.ts';
import { ExportButtons } from './export-buttons.tsx';
import { FigureSkeleton } from './figure-skeleton.tsx';
import { deviceRows, ErrorKinds, QualityFigures, QualityTable } from './quality-parts.tsx';
import { RungFigure } from './rung-figure.tsx';
import styles from './statistics.module.css';

/** That there is no such lecture is said by the page. */
export function LectureQualityPart({ id, asked }: { id: string; asked: Asked }) {
  const path = `/api/statistics/lectures/${id}/quality`;
  const { data, error, reload } = useLoad(`${path} ${askedQuery(asked)}`, (signal) =>
    api.get<LectureQuality>(path, apiQuery(asked), signal),
  );
  return (
    <section class={styles.part}>
      <h2>{t('statistics.quality')}</h2>
      <p class={styles.note}>{t('statistics.qualityScope')}</p>
      {error && !error.isMissing ? (
        <ErrorNote error={error} onRetry={reload} />
      ) : !data ? (
        <FigureSkeleton />
      ) : data.total.sessions === 0 ? (
        <Empty title={t('statistics.qualityNone')} />
      ) : (
        <Shown quality={data} asked={asked} />
      )}
    </section>
  );
}

function Shown({ quality, asked }: { quality: LectureQuality; asked: Asked }) {
  const { lectureId, from, to, total } = quality;
  const lecture = localized(quality.title, quality.titleEn);
  const devices = deviceRows(quality);
  return (
    <>
      <QualityFigures numbers={total} />
      <RungFigure
        title={t('statistics.lectureRungChart', { lecture, from: day(from), to: day(to) })}
        rows={devices}
        name={`madang-rungs-${lectureId}-${from}-${to}`}
      />
      <QualityTable
        title={t('statistics.table_devices')}
        head="device"
        rows={devices}
        actions={<ExportButtons table="devices" lecture={lectureId} asked={asked} />}
      />
      {total.errors.some(({ count }) => count > 0) && <ErrorKinds numbers={total} />}
    </>
  );
}

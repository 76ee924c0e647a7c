/** `/admin/statistics/lectures/:id`: which parts of a lecture were watched, and played again. */

import { useMemo } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { Retention } from '../../server/contract/statistics.ts';
import { api } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { clock, number } from '../ui/format.ts';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { askedIn, askedQuery } from './asked.ts';
import { ChartFigure } from './chart-figure.tsx';
import { NumberTable } from './number-table.tsx';
import styles from './statistics.module.css';
import { tenthsOf } from './tenths.ts';

/** An arrow key moves by a hundredth of the lecture, so that it can be read through. */
const STEPS = 100;

export default function LectureStatistics() {
  const { id = '' } = useRoute().params;
  const { query } = useLocation();
  const path = `/api/statistics/lectures/${id}/retention`;
  const { data, error, reload } = useLoad(path, (signal) => api.get<Retention>(path, {}, signal));
  const back = `/admin/statistics?${askedQuery(askedIn(query, new Date()))}`;
  return (
    <StaffPage
      title={data?.title ?? t('statistics.lectureStatistics')}
      path={[{ label: t('statistics.statistics'), href: back }]}
      aside={<ButtonLink href={`/lectures/${id}`}>{t('statistics.watch')}</ButtonLink>}
    >
      {error && !data && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && (
        <>
          <Loading />
          <Skeleton height="44rem" />
        </>
      )}
      {data && <RetentionChart retention={data} />}
    </StaffPage>
  );
}

function RetentionChart({ retention }: { retention: Retention }) {
  const lang = language.value;
  // The words of the lines are in the language, which is why it is among what the curve depends on.
  const curve = useMemo(
    () => ({
      lines: [
        {
          label: t('statistics.retentionViewers'),
          values: retention.viewers,
          colour: '--primary',
          text: (value: number) => t('statistics.people', { n: number(value) }),
        },
        {
          label: t('statistics.retentionPlays'),
          values: retention.plays,
          colour: '--text-warning',
          text: (value: number) => t('statistics.times', { n: number(value) }),
        },
      ],
      pointText: clock,
      tickText: clock,
      step: Math.max(1, Math.floor(retention.viewers.length / STEPS)),
    }),
    [retention, lang],
  );
  if (!retention.plays.some((plays) => plays > 0)) return <Empty title={t('statistics.retentionNone')} />;
  return (
    <>
      <ChartFigure
        title={t('statistics.retentionChart')}
        units={t('statistics.retentionUnits')}
        curve={curve}
        name="madang-retention"
      >
        <NumberTable
          caption={t('statistics.retentionChart')}
          head={{ label: t('statistics.stretch') }}
          columns={[{ label: t('statistics.meanViewers') }, { label: t('statistics.meanPlays') }]}
          rows={tenthsOf(retention.viewers, retention.plays).map((tenth) => ({
            key: String(tenth.from),
            head: `${clock(tenth.from)}–${clock(tenth.to)}`,
            numbers: [number(tenth.viewers, 1), number(tenth.plays, 1)],
          }))}
        />
      </ChartFigure>
      <p class={styles.note}>{t('statistics.readHint')}</p>
    </>
  );
}

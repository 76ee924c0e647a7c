/** `/admin/statistics`: what was watched in a period. */

import { useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { LectureStatisticsList, Overview } from '../../server/contract/statistics.ts';
import { api, withQuery } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { isAdministrator } from '../session.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { day, number } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ChartFigure } from './chart-figure.tsx';
import { Figures } from './figures.tsx';
import { LectureNumbers } from './lecture-numbers.tsx';
import { NumberTable } from './number-table.tsx';
import { daysOf, periodIn, periodQuery } from './period.ts';
import { PeriodForm } from './period-form.tsx';
import styles from './statistics.module.css';
import { watchTime } from './watch-time.ts';

export default function Statistics() {
  const { query } = useLocation();
  const period = periodIn(query, new Date());
  const asked = { from: period.from, to: period.to };
  const key = periodQuery(period);
  const overview = useLoad(`overview ${key}`, (signal) =>
    api.get<Overview>('/api/statistics/overview', asked, signal),
  );
  const lectures = useLoad(`lectures ${key}`, (signal) =>
    api.get<LectureStatisticsList>('/api/statistics/lectures', asked, signal),
  );

  return (
    <StaffPage title={t('admin.statistics')}>
      <PeriodForm key={key} period={period} />
      <p class={styles.scope}>{t(isAdministrator.value ? 'admin.scopeAll' : 'admin.scopeOwn')}</p>
      {overview.busy && <Loading />}
      {overview.error ? (
        <ErrorNote error={overview.error} onRetry={overview.reload} />
      ) : (
        <>
          <Figures overview={overview.data} />
          {overview.data ? <DayChart overview={overview.data} /> : <Skeleton height="40rem" />}
        </>
      )}
      <section class={styles.lectures}>
        <div class={styles.top}>
          <h2>{t('admin.lectureTable')}</h2>
          <ButtonLink
            size="small"
            href={withQuery('/api/statistics/export', { format: 'csv', ...asked })}
            download={`madang-${period.from}-${period.to}.csv`}
          >
            <Icon name="download" size={20} />
            {t('admin.csv')}
          </ButtonLink>
        </div>
        {lectures.error ? (
          <ErrorNote error={lectures.error} onRetry={lectures.reload} />
        ) : lectures.data ? (
          <LectureNumbers items={lectures.data.items} query={key} />
        ) : (
          <Skeleton height="24rem" />
        )}
      </section>
    </StaffPage>
  );
}

function DayChart({ overview }: { overview: Overview }) {
  const lang = language.value;
  const rows = useMemo(() => {
    const known = new Map(overview.days.map((one) => [one.day, one]));
    return daysOf(overview).map((date) => known.get(date) ?? { day: date, views: 0, watchSeconds: 0 });
  }, [overview]);
  const curve = useMemo(
    () => ({
      lines: [
        {
          label: t('admin.views'),
          values: rows.map(({ views }) => views),
          colour: '--primary',
          text: (value: number) => t('admin.times', { n: number(value) }),
        },
      ],
      pointText: (index: number) => day(rows[index]?.day ?? '', lang),
      tickText: (index: number) => monthAndDay(rows[index]?.day),
      step: 1,
    }),
    [rows, lang],
  );
  const title = t('admin.dayChart', { from: day(overview.from), to: day(overview.to) });
  return (
    <ChartFigure title={title} units={t('admin.dayUnits')} curve={curve}>
      <NumberTable
        caption={title}
        head={t('admin.day')}
        columns={[t('admin.views'), t('admin.watchTime')]}
        rows={rows.map((row) => ({
          key: row.day,
          head: day(row.day),
          numbers: [number(row.views), watchTime(row.watchSeconds)],
        }))}
      />
    </ChartFigure>
  );
}

/** `11. 24.`, short enough for an axis. */
function monthAndDay(date: string | undefined): string {
  const [, month, dayOfMonth] = (date ?? '').split('-').map(Number);
  return month && dayOfMonth ? `${month}. ${dayOfMonth}.` : '';
}

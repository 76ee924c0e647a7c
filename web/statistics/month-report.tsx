/** 월간 보고서, `/admin/statistics/months/:month`: a month on one sheet of paper. */
import { useLocation, useRoute } from 'preact-iso';
import type { MonthReport } from '../../server/contract/month-report.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { month as monthText } from '../ui/format.ts';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { askedQuery } from './asked.ts';
import { MonthForm } from './month-form.tsx';
import styles from './month-report.module.css';
import { MonthSheet } from './month-sheet.tsx';
import { addMonths, isMonth, lastMonth } from './period.ts';
import { TableSkeleton } from './table-skeleton.tsx';
import { useAsked } from './use-asked.ts';

export default function MonthReportPage() {
  const { month = '' } = useRoute().params;
  const { route } = useLocation();
  const asked = useAsked();
  const path = `/api/statistics/months/${month}`;
  const report = useLoad(path, (signal) => api.get<MonthReport>(path, {}, signal));
  const last = lastMonth(new Date());
  const hrefOf = (name: string) => `/admin/statistics/months/${name}?${askedQuery(asked)}`;
  return (
    <StaffPage
      title={t('statistics.monthReportOf', { month: isMonth(month) ? monthText(month) : month })}
      path={[
        { label: t('statistics.statistics'), href: `/admin/statistics?${askedQuery(asked)}` },
        { label: t('statistics.months'), href: `/admin/statistics/months?${askedQuery(asked)}` },
      ]}
    >
      <div class={styles.tools}>
        <MonthForm key={month} month={month} last={last} onShow={(chosen) => route(hrefOf(chosen))} />
        {isMonth(month) && (
          <ButtonLink href={hrefOf(addMonths(month, -1))}>{t('statistics.monthBefore')}</ButtonLink>
        )}
        {isMonth(month) && month < last && (
          <ButtonLink href={hrefOf(addMonths(month, 1))}>{t('statistics.monthAfter')}</ButtonLink>
        )}
        {report.data && !report.error && (
          <Button look="primary" onClick={() => print()}>
            {t('statistics.print')}
          </Button>
        )}
      </div>
      {report.busy && <Loading />}
      {report.error ? (
        <ErrorNote error={report.error} onRetry={report.reload} />
      ) : report.data ? (
        <MonthSheet report={report.data} />
      ) : (
        <TableSkeleton rows={20} />
      )}
    </StaffPage>
  );
}

import { t } from '../i18n/i18n.ts';
import { ButtonLink } from '../ui/button.tsx';
import { type Asked, askedQuery } from './asked.ts';
import { lastMonth } from './period.ts';

/** Leads to the report of the month that ended last; what is asked for goes along, for the way back. */
export function MonthReportLink({ asked }: { asked: Asked }) {
  return (
    <ButtonLink href={`/admin/statistics/months/${lastMonth(new Date())}?${askedQuery(asked)}`}>
      {t('statistics.monthReport')}
    </ButtonLink>
  );
}

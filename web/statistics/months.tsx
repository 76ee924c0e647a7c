/** 월별, `/admin/statistics/months`. */
import type { MonthStatistics } from '../../server/contract/statistics.ts';
import { month } from '../ui/format.ts';
import { MonthReportLink } from './month-report-link.tsx';
import { SiteTable } from './site-table.tsx';

type Row = MonthStatistics['items'][number];

export default function Months() {
  return (
    <SiteTable<Row>
      kind="months"
      nameOf={(row) => month(row.month)}
      expected={2}
      aside={(asked) => <MonthReportLink asked={asked} />}
    />
  );
}

/** 월별, `/admin/statistics/months`. */
import type { MonthStatistics } from '../../server/contract/statistics.ts';
import { month } from '../ui/format.ts';
import { SiteTable } from './site-table.tsx';

type Row = MonthStatistics['items'][number];

export default function Months() {
  return <SiteTable<Row> kind="months" nameOf={(row) => month(row.month)} expected={2} />;
}

/** 시·군별, `/admin/statistics/regions`: the 31 in the order of statistics, elsewhere, and unknown. */
import type { RegionStatistics } from '../../server/contract/statistics.ts';
import { countedRegionName } from './names.ts';
import { SiteTable } from './site-table.tsx';

type Row = RegionStatistics['items'][number];

export default function Regions() {
  return <SiteTable<Row> kind="regions" nameOf={({ region }) => countedRegionName(region)} expected={33} />;
}

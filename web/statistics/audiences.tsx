/** 대상별, `/admin/statistics/audiences`. */
import type { AudienceStatistics } from '../../server/contract/statistics.ts';
import { countedAudienceName } from './names.ts';
import { SiteTable } from './site-table.tsx';

type Row = AudienceStatistics['items'][number];

export default function Audiences() {
  return (
    <SiteTable<Row> kind="audiences" nameOf={({ audience }) => countedAudienceName(audience)} expected={7} />
  );
}

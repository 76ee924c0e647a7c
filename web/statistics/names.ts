/** What audiences and 시·군 are called in statistics. */
import type { AudienceStatistics, RegionStatistics } from '../../server/contract/statistics.ts';
import { t } from '../i18n/i18n.ts';
import { regionName } from '../i18n/regions.ts';
import { audienceName } from '../i18n/vocabulary.ts';

type CountedAudience = AudienceStatistics['items'][number]['audience'];
type CountedRegion = RegionStatistics['items'][number]['region'];

export const countedRegionName = (region: CountedRegion): string =>
  region === 'unknown' ? t('statistics.unknown') : regionName(region);

export const countedAudienceName = (audience: CountedAudience): string =>
  audience === 'unknown' ? t('statistics.unknown') : audienceName(audience);

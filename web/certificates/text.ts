/** What a certificate says, as people read it. */
import type { Certificate } from '../../server/contract/certificates.ts';
import { t } from '../i18n/i18n.ts';
import { day } from '../ui/format.ts';

/** `2026. 11. 2. ~ 2026. 11. 24.`, of a single day that day. */
export function periodText({ firstDay, lastDay }: Pick<Certificate, 'firstDay' | 'lastDay'>): string {
  if (firstDay === lastDay) return day(firstDay);
  return t('certificates.periodOf', { from: day(firstDay), to: day(lastDay) });
}

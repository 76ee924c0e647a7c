import type { CourseSummary } from '../../../server/contract/courses.ts';
import { t } from '../../i18n/i18n.ts';
import { duration } from '../../ui/format.ts';

/** `강의 5개 · 총 2시간 10분`; the time is left out while there is none. */
export function courseSize({ lectureCount, duration: seconds }: CourseSummary): string {
  const count = t(lectureCount === 1 ? 'pages.lectureCountOne' : 'pages.lectureCount', { n: lectureCount });
  return seconds > 0 ? `${count} · ${t('pages.totalTime', { time: duration(seconds) })}` : count;
}

/** What has become of a lecture since it was made. */
import type { LectureReport } from '../../server/contract/statistics.ts';
import { t } from '../i18n/i18n.ts';
import { number, percent } from '../ui/format.ts';
import { PlainFigures } from './plain-figures.tsx';
import styles from './statistics.module.css';

export const ALL_TIME = ['viewers', 'completions', 'completionRate', 'averageShare'] as const;

/** Each of the numbers, with its unit. */
export function allTimeTexts({ viewers, completions, ...shares }: LectureReport['allTime']) {
  const share = (value: number | null) => (value === null ? '–' : percent(value));
  return {
    viewers: t('statistics.people', { n: number(viewers) }),
    completions: t('statistics.cases', { n: number(completions) }),
    completionRate: share(shares.completionRate),
    averageShare: share(shares.averageShare),
  };
}

/** @param numbers undefined while they are on their way */
export function AllTime({ numbers }: { numbers: LectureReport['allTime'] | undefined }) {
  const texts = numbers && allTimeTexts(numbers);
  return (
    <section class={styles.part}>
      <h2>{t('statistics.allTime')}</h2>
      <p class={styles.note}>{t('statistics.allTimeScope')}</p>
      <PlainFigures figures={ALL_TIME.map((term) => ({ term, text: texts?.[term] }))} />
    </section>
  );
}

/** What has become of a lecture since it was made. */
import type { LectureReport } from '../../server/contract/statistics.ts';
import { t } from '../i18n/i18n.ts';
import { number, percent } from '../ui/format.ts';
import { Definitions } from './definitions.tsx';
import { PlainFigures } from './plain-figures.tsx';
import styles from './statistics.module.css';

export function AllTime({ numbers }: { numbers: LectureReport['allTime'] }) {
  const share = (value: number | null) => (value === null ? '–' : percent(value));
  const shown = {
    viewers: t('statistics.people', { n: number(numbers.viewers) }),
    completions: t('statistics.cases', { n: number(numbers.completions) }),
    completionRate: share(numbers.completionRate),
    averageShare: share(numbers.averageShare),
  };
  const names = ['viewers', 'completions', 'completionRate', 'averageShare'] as const;
  return (
    <section class={styles.part}>
      <h2>{t('statistics.allTime')}</h2>
      <p class={styles.note}>{t('statistics.allTimeScope')}</p>
      <PlainFigures figures={names.map((name) => ({ label: t(`statistics.${name}`), text: shown[name] }))} />
      <Definitions of={names} />
    </section>
  );
}

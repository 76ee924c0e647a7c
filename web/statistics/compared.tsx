import { t } from '../i18n/i18n.ts';
import { day } from '../ui/format.ts';
import type { Period } from './period.ts';
import styles from './statistics.module.css';

/** Which days the changes are against; the line is kept free while they are on their way. */
export function Compared({ previous }: { previous: Period | undefined }) {
  return (
    <p class={styles.compared}>
      {previous ? t('statistics.comparedWith', { from: day(previous.from), to: day(previous.to) }) : '\u00a0'}
    </p>
  );
}

/** What the words of a table mean, one tap away. */
import { t } from '../i18n/i18n.ts';
import type { QUALITY_NUMBERS } from './quality-numbers.ts';
import styles from './statistics.module.css';

type Defined =
  | 'views'
  | 'viewers'
  | 'watchTime'
  | 'completions'
  | 'averageShare'
  | 'completionRate'
  | 'started'
  | 'finished'
  | (typeof QUALITY_NUMBERS)[number]
  | 'rungs'
  | 'device';

export function Definitions({ of }: { of: readonly Defined[] }) {
  return (
    <details class={styles.definitions}>
      <summary>{t('statistics.definitions')}</summary>
      <dl>
        {of.map((name) => (
          <div key={name}>
            <dt>{t(`statistics.${name}`)}</dt>
            <dd>{t(`statistics.${name}_definition`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** What the words of a table or a chart mean, one tap away. */
import { t } from '../i18n/i18n.ts';
import styles from './statistics.module.css';
import { definitionOf, nameOf, type Term } from './term.ts';

export function Definitions({ of }: { of: readonly Term[] }) {
  return (
    <details class={styles.definitions}>
      <summary>{t('statistics.definitions')}</summary>
      <dl>
        {[...new Set(of)].map((term) => (
          <div key={term}>
            <dt>{nameOf(term)}</dt>
            <dd>{definitionOf(term)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

import { t } from '../i18n/i18n.ts';
import { institution } from './institution.ts';
import styles from './masthead.module.css';

/** What an official site says above all else; others must not. */
export function Masthead() {
  if (!institution.value.isOfficial) return null;
  return (
    <aside class={styles.masthead} aria-label={t('frame.officialName')}>
      <p class="content">{t('frame.official')}</p>
    </aside>
  );
}

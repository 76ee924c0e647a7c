import { t } from '../i18n/i18n.ts';
import styles from './identity.module.css';

/** Name of the institution and of the site; leads home. */
export function Identity() {
  return (
    <a class={styles.identity} href="/">
      <img src="/icon.svg" alt="" width="36" height="36" />
      <span>
        <span class={styles.institution}>{t('frame.institution')}</span>
        <span class={styles.site}>{t('frame.site')}</span>
      </span>
    </a>
  );
}

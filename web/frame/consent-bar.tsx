import { useLocation } from 'preact-iso';
import { t } from '../i18n/i18n.ts';
import { consentDue } from '../session.ts';
import styles from './connection-bar.module.css';

/** A line under the header: the privacy policy changed, and consent is asked for anew. */
export function ConsentBar() {
  const { path } = useLocation();
  if (!consentDue.value || path === '/account/consents') return null;
  return (
    <aside class={styles.bar} aria-label={t('frame.privacyPolicy')}>
      <p class="content">
        {t('frame.consentDue')} <a href="/account/consents">{t('frame.consent')}</a>
      </p>
    </aside>
  );
}

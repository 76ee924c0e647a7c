/** A line under the header: there is no network, or there is a new version. Nothing while all is well. */
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { newVersion, online } from './connection.ts';
import styles from './connection-bar.module.css';

export function ConnectionBar() {
  const renew = newVersion.value;
  return (
    <div role="status">
      {!online.value && (
        <div class={styles.bar}>
          <p class="content">
            {t('frame.offline')} <a href="/my?tab=kept">{t('frame.kept')}</a>
          </p>
        </div>
      )}
      {online.value && renew && (
        <div class={styles.bar}>
          <p class="content">
            {t('frame.newVersion')}
            <Button size="small" onClick={renew}>
              {t('frame.reload')}
            </Button>
          </p>
        </div>
      )}
    </div>
  );
}

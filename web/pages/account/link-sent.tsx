import type { LinkSent as Answer } from '../../../server/contract/account-links.ts';
import { t } from '../../i18n/i18n.ts';
import styles from './account.module.css';

interface LinkSentProps {
  email: string;
  how: Answer['sent'];
  /** hours that the link may be used */
  hours: number;
}

/** What to do after a link was asked for: the same whether or not the address has an account. */
export function LinkSent({ email, how, hours }: LinkSentProps) {
  return (
    <div class={styles.sent} role="status">
      <p>
        <strong>{t('account.linkSent', { email })}</strong>
      </p>
      <p>{t(hours === 1 ? 'account.linkHour' : 'account.linkHours', { hours })}</p>
      <p>{t(how === 'mail' ? 'account.linkMissing' : 'account.linkInFile')}</p>
    </div>
  );
}

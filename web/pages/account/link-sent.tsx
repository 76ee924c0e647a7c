import { useEffect, useRef } from 'preact/hooks';
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
  const box = useRef<HTMLDivElement>(null);
  // the button that had the focus is gone, and the answer stands where the form began
  useEffect(() => {
    scrollTo(0, 0);
    box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class={styles.sent} role="status" tabIndex={-1} ref={box}>
      <p>
        <strong>
          {t(how === 'mail' && hours !== 1 ? 'account.linkSent' : 'account.resetAsked', { email })}
        </strong>
      </p>
      {how === 'file' && <p>{t('account.linkInFile')}</p>}
      <p>{t(hours === 1 ? 'account.linkHour' : 'account.linkHours', { hours })}</p>
      {how === 'mail' && <p>{t('account.linkMissing')}</p>}
    </div>
  );
}

/** What is asked consent for: each with what is kept, what for and how long (개인정보 보호법 제15조), and apart from the other. */
import { t } from '../../i18n/i18n.ts';
import { TickField } from '../sign-up/tick-field.tsx';
import styles from './consent-fields.module.css';

interface FieldProps {
  checked: boolean;
  onCheck: (checked: boolean) => void;
  error?: string | undefined;
}

/** (필수) @param props.sso whose accounts people may sign in with; null = with those of here alone */
export function RequiredConsent({
  checked,
  onCheck,
  error,
  sso = null,
}: FieldProps & { sso?: string | null }) {
  return (
    <div class={styles.consents}>
      <TickField id="privacy" checked={checked} onCheck={onCheck} error={error}>
        {t('privacy.consentRequired')}
      </TickField>
      <About items={t('privacy.requiredItems')} purpose={t('privacy.requiredPurpose')} />
      {sso !== null && (
        <>
          <p class={styles.refuse}>{t('privacy.whoSso', { name: sso })}</p>
          <About items={t('privacy.ssoItems', { name: sso })} purpose={t('privacy.ssoPurpose')} />
        </>
      )}
      <p class={styles.refuse}>
        {t('privacy.requiredRefused')} <a href="/privacy">{t('frame.privacyPolicy')}</a>
      </p>
    </div>
  );
}

/** (선택) */
export function OptionalConsent({ checked, onCheck }: FieldProps) {
  return (
    <div class={styles.consents}>
      <TickField id="traits" checked={checked} onCheck={onCheck}>
        {t('privacy.consentOptional')}
      </TickField>
      <About items={t('privacy.optionalItems')} purpose={t('privacy.optionalPurpose')} />
      <p class={styles.refuse}>{t('privacy.optionalRefused')}</p>
    </div>
  );
}

function About({ items, purpose }: { items: string; purpose: string }) {
  return (
    <dl class={styles.about}>
      <dt>{t('privacy.items')}</dt>
      <dd>{items}</dd>
      <dt>{t('privacy.purpose')}</dt>
      <dd>{purpose}</dd>
      <dt>{t('privacy.howLong')}</dt>
      <dd>{t('privacy.untilWithdrawal')}</dd>
    </dl>
  );
}

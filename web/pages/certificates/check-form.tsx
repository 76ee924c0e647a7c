import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { checkAddress } from '../../certificates/links.ts';
import { t } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import styles from './certificates.module.css';

const NUMBER = /^\d{4}-\d{6,9}$/;

/** Number and code of a certificate. @param number what is known of it already */
export function CheckForm({ number: known = '' }: { number?: string }) {
  const { route } = useLocation();
  const [number, setNumber] = useState(known);
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<{ number?: string; code?: string }>({});

  function check(event: Event): void {
    event.preventDefault();
    const typed = number.normalize('NFKC').replace(/[제호\s]/g, '');
    const found = {
      ...(!NUMBER.test(typed) && { number: t('certificates.checkNumberWrong') }),
      ...(code.trim() === '' && { code: t('certificates.checkCodeMissing') }),
    };
    setErrors(found);
    const wrong = found.number ? 'certificate-number' : found.code ? 'certificate-code' : null;
    if (wrong) document.getElementById(wrong)?.focus();
    else route(checkAddress(typed, code.trim()));
  }

  return (
    <form class={styles.form} noValidate onSubmit={check}>
      <p>{t('certificates.checkLead')}</p>
      <TextField
        id="certificate-number"
        label={t('certificates.checkNumber')}
        hint={t('certificates.checkNumberHint')}
        autoComplete="off"
        maxLength={20}
        value={number}
        onText={setNumber}
        error={errors.number}
      />
      <TextField
        id="certificate-code"
        label={t('certificates.checkCode')}
        hint={t('certificates.checkCodeHint')}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={20}
        value={code}
        onText={setCode}
        error={errors.code}
      />
      <div>
        <Button type="submit" look="primary">
          {t('certificates.checkDo')}
        </Button>
      </div>
    </form>
  );
}

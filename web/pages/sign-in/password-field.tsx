import { useState } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { TextField } from '../../ui/field.tsx';
import styles from './password-field.module.css';

interface PasswordFieldProps {
  id: string;
  /** 비밀번호, where nothing else is said */
  label?: string;
  autoComplete: 'current-password' | 'new-password';
  value: string;
  onText: (value: string) => void;
  hint?: string;
  error: string | undefined;
}

/** A password, shown on demand. */
export function PasswordField(props: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <div>
      <TextField
        {...props}
        label={props.label ?? t('pages.password')}
        type={shown ? 'text' : 'password'}
        spellcheck={false}
      />
      <label class={styles.show}>
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        {t('pages.showPassword')}
      </label>
    </div>
  );
}

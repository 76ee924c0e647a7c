import { useState } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { changePassword } from '../../own-account.ts';
import { AccountForm } from '../sign-in/account-form.tsx';
import { missing, onlyWrong, passwordError } from '../sign-in/checks.ts';
import { PasswordField } from '../sign-in/password-field.tsx';
import styles from './account.module.css';

/** Changes one's own password. @param props.email for password managers, which keep passwords by it */
export function PasswordForm({ email }: { email: string }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [changed, setChanged] = useState(false);

  return (
    <>
      <p role="status" class={changed ? styles.done : undefined}>
        {changed && t('account.passwordChanged')}
      </p>
      <AccountForm
        lead={t('account.changePasswordLead')}
        submit={t('account.changePassword')}
        names={{ current: t('account.currentPassword'), password: t('account.newPassword') }}
        check={() => {
          setChanged(false);
          return onlyWrong({ password: passwordError(password), ...missing({ current, password }) });
        }}
        send={async () => {
          await changePassword({ current, password });
          setCurrent('');
          setPassword('');
          setChanged(true);
        }}
      >
        {(errors) => (
          <>
            <input type="email" autoComplete="username" value={email} readOnly hidden />
            <PasswordField
              id="current"
              label={t('account.currentPassword')}
              autoComplete="current-password"
              value={current}
              onText={setCurrent}
              error={errors.current}
            />
            <PasswordField
              id="password"
              label={t('account.newPassword')}
              autoComplete="new-password"
              hint={t('pages.passwordHint')}
              value={password}
              onText={setPassword}
              error={errors.password}
            />
          </>
        )}
      </AccountForm>
    </>
  );
}

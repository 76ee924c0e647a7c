/** `/account/email`, 이메일 바꾸기: asks that one's own address be another one, which then is confirmed by mail. */
import { useState } from 'preact/hooks';
import type { LinkSent as Answer } from '../../../server/contract/account-links.ts';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { askForEmail } from '../../own-account.ts';
import { account } from '../../session.ts';
import { TextField } from '../../ui/field.tsx';
import { LinkSent } from '../account/link-sent.tsx';
import { AccountForm } from '../sign-in/account-form.tsx';
import { emailError, missing, onlyWrong } from '../sign-in/checks.ts';
import { PasswordField } from '../sign-in/password-field.tsx';

export default function ChangeEmail() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [answer, setAnswer] = useState<Answer>();
  const now = account.value?.email;

  function check() {
    const same = email.trim().toLowerCase() === now ? t('account.sameEmail') : '';
    return { ...onlyWrong({ email: emailError(email) || same }), ...missing({ email, password }) };
  }
  return (
    <Page title={t('account.changeEmail')} path={[{ label: t('frame.ownAccount'), href: '/account' }]} narrow>
      {!account.value?.hasPassword ? (
        <p>{t('sso.own')}</p>
      ) : answer ? (
        <LinkSent email={email.trim()} how={answer.sent} hours={24} />
      ) : (
        <AccountForm
          lead={t('account.changeEmailLead')}
          submit={t('account.sendLink')}
          names={{ email: t('account.newEmail'), password: t('account.currentPassword') }}
          check={check}
          send={async () => setAnswer(await askForEmail({ email: email.trim(), password }))}
        >
          {(errors) => (
            <>
              <input type="email" autoComplete="username" value={now} readOnly hidden />
              <TextField
                id="email"
                type="email"
                label={t('account.newEmail')}
                autoComplete="email"
                inputMode="email"
                maxLength={254}
                value={email}
                onText={setEmail}
                error={errors.email}
              />
              <PasswordField
                id="password"
                label={t('account.currentPassword')}
                autoComplete="current-password"
                value={password}
                onText={setPassword}
                error={errors.password}
              />
            </>
          )}
        </AccountForm>
      )}
    </Page>
  );
}

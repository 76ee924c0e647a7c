/** 로그인. */
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { withQuery } from '../../api.ts';
import { safeNext } from '../../frame/next.ts';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { account, signIn } from '../../session.ts';
import { announce } from '../../ui/announce.tsx';
import { TextField } from '../../ui/field.tsx';
import { AccountForm } from './account-form.tsx';
import { AlreadySignedIn } from './already-signed-in.tsx';
import { missing } from './checks.ts';
import { CodeField } from './code-field.tsx';
import { PasswordField } from './password-field.tsx';
import { SsoButton, SsoNotice } from './sso.tsx';

export default function SignIn() {
  const { query } = useRoute();
  const { route } = useLocation();
  const next = safeNext(query.next);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  /** of the second factor; null until the server asked for it */
  const [code, setCode] = useState<string | null>(null);

  if (account.value) return <AlreadySignedIn next={next} />;
  return (
    <Page title={t('frame.signIn')} narrow>
      <SsoNotice outcome={query.sso} />
      <AccountForm
        lead={t('pages.signInLead')}
        submit={t('frame.signIn')}
        names={{ code: t('pages.code') }}
        check={() => missing({ email, password, ...(code !== null && { code }) })}
        send={async () => {
          const given = { email: email.trim(), password, ...(code !== null && { code }) };
          if (!(await signIn(given))) return setCode('');
          announce(t('pages.signedInNow'));
          route(next, true);
        }}
        foot={
          <>
            <SsoButton next={next} />
            <div>
              <p>
                {t('pages.noAccount')}{' '}
                <a href={withQuery('/sign-up', { next: query.next })}>{t('frame.signUp')}</a>
              </p>
              <p>
                {t('pages.forgotten')} <a href="/reset-password">{t('pages.resetPassword')}</a>
              </p>
            </div>
          </>
        }
      >
        {(errors) => (
          <>
            <TextField
              id="email"
              type="email"
              label={t('pages.email')}
              autoComplete="username"
              inputMode="email"
              value={email}
              onText={setEmail}
              error={errors.email}
            />
            <PasswordField
              id="password"
              autoComplete="current-password"
              value={password}
              onText={setPassword}
              error={errors.password}
            />
            {code !== null && (
              <CodeField value={code} onText={setCode} hint={t('pages.codeHint')} error={errors.code} />
            )}
          </>
        )}
      </AccountForm>
    </Page>
  );
}

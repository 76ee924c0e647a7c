/** Where a mailed link leads: a password is chosen, for a new account or an old one. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { OpenedLink } from '../../../server/contract/account-links.ts';
import { api } from '../../api.ts';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { openWithLink } from '../../session.ts';
import { announce } from '../../ui/announce.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, ErrorNote, Loading } from '../../ui/notes.tsx';
import { AccountForm } from '../sign-in/account-form.tsx';
import { missing, onlyWrong, passwordError } from '../sign-in/checks.ts';
import { takeToken } from '../sign-in/link-token.ts';
import { PasswordField } from '../sign-in/password-field.tsx';

export default function SetPassword() {
  const [token] = useState(takeToken);
  const opened = useLoad(token ? 'link' : null, () =>
    api.post<OpenedLink>('/api/account-links/open', { token }),
  );
  const [done, setDone] = useState(false);

  if (!token || opened.error?.code === 'link_over' || opened.error?.code === 'bad_request') return <Over />;
  if (opened.error) {
    return (
      <Page title={t('account.reset')} narrow>
        <ErrorNote error={opened.error} onRetry={opened.reload} />
      </Page>
    );
  }
  if (!opened.data) return <Loading />;
  const link = opened.data;
  const title = t(link.kind === 'sign_up' ? 'account.finish' : 'account.reset');
  return (
    <Page title={title} narrow>
      {done ? (
        <Empty title={t('account.resetDone')}>
          <ButtonLink look="primary" href="/sign-in">
            {t('frame.signIn')}
          </ButtonLink>
        </Empty>
      ) : (
        <SetPasswordForm token={token} link={link} onReset={() => setDone(true)} />
      )}
    </Page>
  );
}

interface FormProps {
  token: string;
  link: OpenedLink;
  onReset: () => void;
}

function SetPasswordForm({ token, link, onReset }: FormProps) {
  const { route } = useLocation();
  const [password, setPassword] = useState('');
  const isNew = link.kind === 'sign_up';
  return (
    <AccountForm
      lead={t(isNew ? 'account.finishLead' : 'account.resetFor', { email: link.email })}
      submit={t(isNew ? 'account.finish' : 'account.reset')}
      check={() => onlyWrong({ password: passwordError(password), ...missing({ password }) })}
      send={async () => {
        await openWithLink({ token, password });
        if (!isNew) return onReset();
        route('/', true);
        announce(t('account.signedUp'));
      }}
    >
      {(errors) => (
        <>
          <input type="email" autoComplete="username" value={link.email} readOnly hidden />
          <PasswordField
            id="password"
            autoComplete="new-password"
            hint={t('pages.passwordHint')}
            value={password}
            onText={setPassword}
            error={errors.password}
          />
        </>
      )}
    </AccountForm>
  );
}

function Over() {
  return (
    <Page title={t('account.linkOver')} narrow>
      <Empty title={t('account.linkOverWhy')}>
        <ButtonLink href="/reset-password">{t('account.reset')}</ButtonLink>
        <ButtonLink href="/sign-up">{t('frame.signUp')}</ButtonLink>
      </Empty>
    </Page>
  );
}

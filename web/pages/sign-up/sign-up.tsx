/** 회원가입: e-mail and name; whom one belongs to and where one lives only from who likes to say. */
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { withQuery } from '../../api.ts';
import { safeNext } from '../../frame/next.ts';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { account, signUp } from '../../session.ts';
import { announce } from '../../ui/announce.tsx';
import { TextField } from '../../ui/field.tsx';
import { TraitFields, type Traits } from '../account/trait-fields.tsx';
import { AccountForm } from '../sign-in/account-form.tsx';
import { AlreadySignedIn } from '../sign-in/already-signed-in.tsx';
import { newAccountErrors } from '../sign-in/checks.ts';
import { PasswordField } from '../sign-in/password-field.tsx';
import { AgeField } from './age-field.tsx';

export default function SignUp() {
  const { query } = useRoute();
  const { route } = useLocation();
  const next = safeNext(query.next);
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [oldEnough, setOldEnough] = useState(false);
  const [traits, setTraits] = useState<Traits>({ audience: '', region: '' });

  if (account.value) return <AlreadySignedIn next={next} />;
  return (
    <Page title={t('frame.signUp')} narrow>
      <AccountForm
        lead={`${t('pages.signUpLead')} ${t('pages.signUpData')}`}
        submit={t('frame.signUp')}
        check={() => newAccountErrors({ email, name, password, oldEnough })}
        send={async () => {
          const { audience, region } = traits;
          await signUp({
            ...{ email: email.trim(), name: name.trim(), password },
            ...(audience && { audience }),
            ...(region && { region }),
          });
          announce(t('pages.signedUpNow'));
          route(next, true);
        }}
        foot={
          <p>
            {t('pages.haveAccount')}{' '}
            <a href={withQuery('/sign-in', { next: query.next })}>{t('frame.signIn')}</a>
          </p>
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
              maxLength={254}
              value={email}
              onText={setEmail}
              error={errors.email}
            />
            <TextField
              id="name"
              label={t('pages.name')}
              hint={t('pages.nameHint')}
              autoComplete="name"
              maxLength={100}
              value={name}
              onText={setName}
              error={errors.name}
            />
            <PasswordField
              id="password"
              autoComplete="new-password"
              hint={t('pages.passwordHint')}
              value={password}
              onText={setPassword}
              error={errors.password}
            />
            <TraitFields traits={traits} onChoose={setTraits} />
            <AgeField checked={oldEnough} onCheck={setOldEnough} error={errors.age} />
          </>
        )}
      </AccountForm>
    </Page>
  );
}

/** 회원가입: e-mail and name; consents, each apart; whom one belongs to and where one lives only from who likes to say. */
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { LinkSent as Answer } from '../../../server/contract/account-links.ts';
import { withQuery } from '../../api.ts';
import { safeNext } from '../../frame/next.ts';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { account, askForAccount } from '../../session.ts';
import { TextField } from '../../ui/field.tsx';
import { ErrorNote, Loading } from '../../ui/notes.tsx';
import { LinkSent } from '../account/link-sent.tsx';
import { TraitFields, type Traits } from '../account/trait-fields.tsx';
import { OptionalConsent, RequiredConsent } from '../consents/consent-fields.tsx';
import { usePolicy } from '../privacy/policy.ts';
import { AccountForm } from '../sign-in/account-form.tsx';
import { AlreadySignedIn } from '../sign-in/already-signed-in.tsx';
import { newAccountErrors } from '../sign-in/checks.ts';
import { TickField } from './tick-field.tsx';

export default function SignUp() {
  const { query } = useRoute();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [oldEnough, setOldEnough] = useState(false);
  const [traits, setTraits] = useState<Traits>({ audience: '', region: '' });
  const [privacy, setPrivacy] = useState(false);
  const [saysTraits, setSaysTraits] = useState(false);
  const policy = usePolicy();
  const [answer, setAnswer] = useState<Answer>();

  if (account.value) return <AlreadySignedIn next={safeNext(query.next)} />;
  if (!policy.data) {
    return (
      <Page title={t('frame.signUp')} narrow>
        {policy.error ? <ErrorNote error={policy.error} onRetry={policy.reload} /> : <Loading />}
      </Page>
    );
  }
  const version = policy.data.since;
  if (answer) {
    return (
      <Page title={t('frame.signUp')} narrow>
        <LinkSent email={email.trim()} how={answer.sent} hours={24} />
      </Page>
    );
  }
  return (
    <Page title={t('frame.signUp')} narrow>
      <AccountForm
        lead={`${t('pages.signUpLead')} ${t('pages.signUpData')}`}
        submit={t('account.sendLink')}
        check={() => newAccountErrors({ email, name, oldEnough, privacy })}
        send={async () => {
          const { audience, region } = traits;
          const said = saysTraits ? { ...(audience && { audience }), ...(region && { region }) } : {};
          const consents = { privacy: version, overFourteen: true, traits: saysTraits } as const;
          setAnswer(await askForAccount({ email: email.trim(), name: name.trim(), ...said, consents }));
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
              hint={t('account.emailHint')}
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
            <TickField id="age" checked={oldEnough} onCheck={setOldEnough} error={errors.age}>
              {t('pages.age')}
            </TickField>
            <RequiredConsent checked={privacy} onCheck={setPrivacy} error={errors.privacy} />
            <OptionalConsent checked={saysTraits} onCheck={setSaysTraits} />
            {saysTraits && <TraitFields traits={traits} onChoose={setTraits} />}
          </>
        )}
      </AccountForm>
    </Page>
  );
}

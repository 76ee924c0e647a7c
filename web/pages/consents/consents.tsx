/** `/account/consents`: what one has consented to, asked anew when the policy changed, and taken back here. */
import { useState } from 'preact/hooks';
import type { Consent, ConsentList, PrivacyPolicy } from '../../../server/contract/consents.ts';
import { api } from '../../api.ts';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { account, loadSession } from '../../session.ts';
import { day } from '../../ui/format.ts';
import { ErrorNote, Loading } from '../../ui/notes.tsx';
import { usePolicy } from '../privacy/policy.ts';
import { AccountForm } from '../sign-in/account-form.tsx';
import { OptionalConsent, RequiredConsent } from './consent-fields.tsx';
import { consentLine } from './consent-line.ts';
import styles from './consents.module.css';

export default function ConsentsPage() {
  const policy = usePolicy();
  const said = useLoad('consents', (signal) => api.get<ConsentList>('/api/me/consents', {}, signal));
  const error = policy.error ?? said.error;
  return (
    <Page title={t('privacy.consents')} path={[{ label: t('frame.ownAccount'), href: '/account' }]} narrow>
      {error && <ErrorNote error={error} onRetry={policy.error ? policy.reload : said.reload} />}
      {!error && !(policy.data && said.data) && <Loading />}
      {policy.data && said.data && (
        <>
          <ConsentForm policy={policy.data} said={said.data.items} onSaved={said.reload} />
          <History said={said.data.items} />
        </>
      )}
    </Page>
  );
}

interface ConsentFormProps {
  policy: PrivacyPolicy;
  said: readonly Consent[];
  onSaved: () => void;
}

function ConsentForm({ policy, said, onSaved }: ConsentFormProps) {
  const last = (kind: Consent['kind']) => said.findLast((one) => one.kind === kind);
  const holds = last('privacy');
  const [required, setRequired] = useState(holds?.given === true && holds.version === policy.since);
  const [traits, setTraits] = useState(last('traits')?.given === true);
  const [saved, setSaved] = useState(false);
  return (
    <>
      <p role="status" class={saved ? styles.done : undefined}>
        {saved && t('privacy.consentSaved')}
      </p>
      <AccountForm
        lead={t('privacy.consentLead', { day: day(policy.since) })}
        submit={t('privacy.saveConsent')}
        check={() => {
          setSaved(false);
          return required ? {} : { privacy: t('privacy.consentMissing') };
        }}
        send={async () => {
          await api.put('/api/me/consents', { privacy: policy.since, traits });
          await loadSession();
          setSaved(true);
          onSaved();
        }}
        foot={
          <p>
            {t('privacy.noConsent')} <a href="/account/withdrawal">{t('privacy.withdrawal')}</a>
          </p>
        }
      >
        {(errors) => (
          <>
            <RequiredConsent
              checked={required}
              onCheck={setRequired}
              error={errors.privacy}
              sso={policy.sso}
            />
            <OptionalConsent checked={traits} onCheck={setTraits} />
            {!traits && (account.value?.audience || account.value?.region) && (
              <p>{t('privacy.traitsRemoved')}</p>
            )}
          </>
        )}
      </AccountForm>
    </>
  );
}

/** What was said when, to which policy. */
function History({ said }: { said: readonly Consent[] }) {
  if (said.length === 0) return null;
  return (
    <section class={styles.history}>
      <h2>{t('privacy.consentHistory')}</h2>
      <ul>
        {said.map((consent) => (
          <li key={`${consent.kind} ${consent.at}`}>{consentLine(consent)}</li>
        ))}
      </ul>
    </section>
  );
}

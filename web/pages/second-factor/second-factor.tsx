/** `/account/second-factor`, 2단계 인증: set up with an app, codes to write down, switched off. */
import { useState } from 'preact/hooks';
import type { NewFactor, RecoveryCodes, SecondFactor } from '../../../server/contract/second-factor.ts';
import { api } from '../../api.ts';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { account, loadSession } from '../../session.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Loading } from '../../ui/notes.tsx';
import { AccountForm } from '../sign-in/account-form.tsx';
import { missing } from '../sign-in/checks.ts';
import { CodeField } from '../sign-in/code-field.tsx';
import { PasswordForm } from '../sign-in/password-form.tsx';
import styles from './second-factor.module.css';

const PATH = '/api/me/second-factor';

export default function SecondFactorPage() {
  const { data, error, reload } = useLoad(PATH, (signal) => api.get<SecondFactor>(PATH, {}, signal));
  const [begun, setBegun] = useState<NewFactor | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);

  const again = () => {
    setBegun(null);
    setCodes(null);
    reload();
  };
  return (
    <Page title={t('factor.title')} path={[{ label: t('frame.ownAccount'), href: '/account' }]} narrow>
      {error && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && <Loading />}
      {account.value?.hasPassword === false && <p>{t('sso.own')}</p>}
      {data && !error && account.value?.hasPassword && (
        <div class={styles.steps}>
          {codes ? (
            <Codes codes={codes} onSaved={again} />
          ) : begun ? (
            <SetUp
              factor={begun}
              onUsed={(given) => {
                setCodes(given);
                void loadSession();
              }}
            />
          ) : (
            <>
              <p>{t('factor.about')}</p>
              {data.required && <p>{t('factor.required')}</p>}
              <p role="status">{data.on ? t('factor.isOn', { n: data.recoveryCodes }) : t('factor.isOff')}</p>
              {data.on ? (
                <SwitchOff onOff={again} />
              ) : (
                <PasswordForm
                  lead={t('factor.beginLead')}
                  submit={t('factor.begin')}
                  send={async (password) => setBegun(await api.post<NewFactor>(PATH, { password }))}
                />
              )}
            </>
          )}
        </div>
      )}
    </Page>
  );
}

function SwitchOff({ onOff }: { onOff: () => void }) {
  return (
    <section class={styles.steps}>
      <h2>{t('factor.off')}</h2>
      <PasswordForm
        lead={t('factor.offLead')}
        submit={t('factor.off')}
        look="danger"
        send={async (password) => {
          await api.post(`${PATH}/removal`, { password });
          await loadSession();
          announce(t('factor.wasOff'));
          onOff();
        }}
      />
    </section>
  );
}

function SetUp({ factor, onUsed }: { factor: NewFactor; onUsed: (codes: string[]) => void }) {
  const [code, setCode] = useState('');
  return (
    <>
      <h2>{t('factor.scan')}</h2>
      <p>{t('factor.scanLead')}</p>
      <img class={styles.qr} src={factor.qr} alt={t('factor.qr')} width={220} height={220} />
      <p>
        {t('factor.key')}: <code class={styles.key}>{factor.secret.replace(/.{4}(?=.)/g, '$& ')}</code>
      </p>
      <AccountForm
        lead={t('factor.confirm')}
        submit={t('factor.use')}
        names={{ code: t('pages.code') }}
        check={() => missing({ code })}
        send={async () => onUsed((await api.put<RecoveryCodes>(PATH, { code })).codes)}
      >
        {(errors) => <CodeField value={code} onText={setCode} error={errors.code} />}
      </AccountForm>
    </>
  );
}

function Codes({ codes, onSaved }: { codes: readonly string[]; onSaved: () => void }) {
  return (
    <>
      <h2>{t('factor.codes')}</h2>
      <p role="status">{t('factor.codesLead')}</p>
      <ol class={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div class={styles.tools}>
        <Button onClick={() => print()}>{t('factor.print')}</Button>
        <Button look="primary" onClick={onSaved}>
          {t('factor.saved')}
        </Button>
      </div>
    </>
  );
}

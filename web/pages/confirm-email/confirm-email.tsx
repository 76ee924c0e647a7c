/** Where the link leads that is mailed to a new address: whoever asked for it takes it over, signed in. */
import { useState } from 'preact/hooks';
import type { OpenedLink } from '../../../server/contract/account-links.ts';
import { api } from '../../api.ts';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { confirmEmail } from '../../own-account.ts';
import { account } from '../../session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, ErrorNote, Loading } from '../../ui/notes.tsx';
import { AccountForm } from '../sign-in/account-form.tsx';
import { takeToken } from '../sign-in/link-token.ts';

export default function ConfirmEmail() {
  const [token] = useState(takeToken);
  const opened = useLoad(token ? 'link' : null, () =>
    api.post<OpenedLink>('/api/account-links/open', { token }),
  );
  const [done, setDone] = useState(false);
  const person = account.value;

  const isOver = opened.error?.code === 'link_over' || opened.error?.code === 'bad_request';
  if (!token || isOver || (opened.data && opened.data.kind !== 'email')) return <Over />;
  if (opened.error) {
    return (
      <Page title={t('account.changeEmail')} narrow>
        <ErrorNote error={opened.error} onRetry={opened.reload} />
      </Page>
    );
  }
  if (!opened.data || person === undefined) return <Loading />;
  const { email } = opened.data;
  return (
    <Page title={t('account.changeEmail')} narrow>
      {done ? (
        <Empty title={t('account.emailChanged', { email })}>
          <ButtonLink href="/account">{t('frame.ownAccount')}</ButtonLink>
        </Empty>
      ) : person === null ? (
        <Empty title={t('account.confirmSignedOut')}>
          <ButtonLink look="primary" href="/sign-in">
            {t('frame.signIn')}
          </ButtonLink>
        </Empty>
      ) : (
        <AccountForm
          lead={t('account.confirmLead', { from: person.email, to: email })}
          submit={t('account.changeEmail')}
          check={() => ({})}
          send={async () => {
            await confirmEmail(token);
            setDone(true);
          }}
        >
          {() => null}
        </AccountForm>
      )}
    </Page>
  );
}

function Over() {
  return (
    <Page title={t('account.linkOver')} narrow>
      <Empty title={t('account.emailLinkOverWhy')}>
        <ButtonLink href="/account">{t('frame.ownAccount')}</ButtonLink>
      </Empty>
    </Page>
  );
}

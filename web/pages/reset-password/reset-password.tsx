/** 비밀번호 다시 정하기: asks for a link, which is mailed to who has an account. */
import { useState } from 'preact/hooks';
import type { LinkSent as Answer } from '../../../server/contract/account-links.ts';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { askForReset } from '../../session.ts';
import { TextField } from '../../ui/field.tsx';
import { LinkSent } from '../account/link-sent.tsx';
import { AccountForm } from '../sign-in/account-form.tsx';
import { emailError, missing, onlyWrong } from '../sign-in/checks.ts';

export default function ResetPassword() {
  const [email, setEmail] = useState('');
  const [answer, setAnswer] = useState<Answer>();

  return (
    <Page title={t('account.reset')} path={[{ label: t('frame.signIn'), href: '/sign-in' }]} narrow>
      {answer ? (
        <LinkSent email={email.trim()} how={answer.sent} hours={1} />
      ) : (
        <AccountForm
          lead={t('account.resetLead')}
          submit={t('account.sendLink')}
          check={() => onlyWrong({ email: emailError(email), ...missing({ email }) })}
          send={async () => setAnswer(await askForReset(email.trim()))}
        >
          {(errors) => (
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
          )}
        </AccountForm>
      )}
    </Page>
  );
}

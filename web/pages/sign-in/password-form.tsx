/** Something that is done only when whoever is signed in says their password once more. */
import { useState } from 'preact/hooks';
import { account } from '../../session.ts';
import { AccountForm } from './account-form.tsx';
import { missing } from './checks.ts';
import { PasswordField } from './password-field.tsx';

interface PasswordFormProps {
  lead: string;
  submit: string;
  look?: 'primary' | 'danger';
  send: (password: string) => Promise<void>;
}

export function PasswordForm({ lead, submit, look = 'primary', send }: PasswordFormProps) {
  const [password, setPassword] = useState('');
  return (
    <AccountForm
      lead={lead}
      submit={submit}
      look={look}
      check={() => missing({ password })}
      send={() => send(password)}
    >
      {(errors) => (
        <>
          <input type="email" autoComplete="username" value={account.value?.email} readOnly hidden />
          <PasswordField
            id="password"
            autoComplete="current-password"
            value={password}
            onText={setPassword}
            error={errors.password}
          />
        </>
      )}
    </AccountForm>
  );
}

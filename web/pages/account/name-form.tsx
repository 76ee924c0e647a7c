import { useState } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { changeName } from '../../own-account.ts';
import { TextField } from '../../ui/field.tsx';
import { AccountForm } from '../sign-in/account-form.tsx';
import { missing } from '../sign-in/checks.ts';
import styles from './account.module.css';

/** Corrects one's own name. @param props.name as it is */
export function NameForm({ name }: { name: string }) {
  const [typed, setTyped] = useState(name);
  const [saved, setSaved] = useState(false);

  return (
    <>
      <p role="status" class={saved ? styles.done : undefined}>
        {saved && t('account.nameSaved')}
      </p>
      <AccountForm
        lead={t('account.nameLead')}
        submit={t('account.saveName')}
        look="secondary"
        check={() => {
          setSaved(false);
          return missing({ name: typed });
        }}
        send={async () => {
          setTyped(await changeName(typed));
          setSaved(true);
        }}
      >
        {(errors) => (
          <TextField
            id="name"
            label={t('pages.name')}
            autoComplete="name"
            maxLength={100}
            value={typed}
            onText={setTyped}
            error={errors.name}
          />
        )}
      </AccountForm>
    </>
  );
}

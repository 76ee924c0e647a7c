/** Changing somebody's role: says what the role may do, and asks before it is done. */
import { useState } from 'preact/hooks';
import type { Account } from '../../server/contract/accounts.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { ROLE_ORDER, roleName } from '../i18n/vocabulary.ts';
import { Confirm } from '../studio/confirm.tsx';
import { announce } from '../ui/announce.tsx';
import styles from './people.module.css';

interface RoleDialogProps {
  account: Account;
  onClose: () => void;
  onChanged: () => void;
}

export function RoleDialog({ account, onClose, onChanged }: RoleDialogProps) {
  const [role, setRole] = useState(account.role);

  async function change(): Promise<void> {
    if (role === account.role) return;
    await api.patch(`/api/accounts/${account.id}`, { role });
    announce(t('admin.changed', { name: account.name, role: roleName(role) }));
    onChanged();
  }

  return (
    <Confirm
      title={t('admin.changeTitle', { name: account.name })}
      open
      onClose={onClose}
      onConfirm={change}
      confirm={
        role === account.role ? t('admin.noChange') : t('admin.changeConfirm', { role: roleName(role) })
      }
      look="primary"
    >
      <fieldset class={styles.roles}>
        <legend class="visually-hidden">{t('admin.role')}</legend>
        {ROLE_ORDER.map((one) => (
          <label key={one} class={styles.role}>
            <input type="radio" name="role" checked={one === role} onChange={() => setRole(one)} />
            <span>
              <strong>{roleName(one)}</strong>
              {t(`admin.role_${one}`)}
            </span>
          </label>
        ))}
      </fieldset>
    </Confirm>
  );
}

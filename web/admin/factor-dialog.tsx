import type { Account } from '../../server/contract/accounts.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { Confirm } from '../studio/confirm.tsx';
import { announce } from '../ui/announce.tsx';

interface FactorDialogProps {
  account: Account;
  onClose: () => void;
  onReset: () => void;
}

/** Removes the second factor of somebody who lost theirs, after asking. */
export function FactorDialog({ account: { id, name }, onClose, onReset }: FactorDialogProps) {
  async function reset(): Promise<void> {
    await api.delete(`/api/accounts/${id}/second-factor`);
    announce(t('admin.factorReset', { name }));
    onReset();
  }
  return (
    <Confirm
      title={t('admin.resetFactorTitle', { name })}
      open
      onClose={onClose}
      onConfirm={reset}
      confirm={t('admin.resetFactor')}
    >
      <p>{t('admin.resetFactorWhy')}</p>
    </Confirm>
  );
}

/** Revoking a certificate: says what that means, and asks why. */
import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { Confirm } from '../studio/confirm.tsx';
import { announce } from '../ui/announce.tsx';
import { TextField } from '../ui/field.tsx';
import styles from './learner.module.css';

const REASON = 'revoke-reason';

interface RevokeDialogProps {
  number: string;
  onClose: () => void;
  onRevoked: () => void;
}

export function RevokeDialog({ number, onClose, onRevoked }: RevokeDialogProps) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();

  async function revoke(): Promise<boolean> {
    setFault(undefined);
    if (reason.trim() === '') {
      setFault(t('certificates.reasonMissing'));
      document.getElementById(REASON)?.focus();
      return false;
    }
    await api.post(`/api/certificates/${number}/revocation`, { reason: reason.trim() });
    announce(t('certificates.revokedDone'));
    onRevoked();
    return true;
  }

  return (
    <Confirm
      title={t('certificates.revokeTitle', { number })}
      open
      onClose={onClose}
      onConfirm={revoke}
      confirm={t('certificates.revoke')}
      keep={t('certificates.keep')}
    >
      <div class={styles.revoke}>
        <p>{t('certificates.revokeWhat')}</p>
        <TextField
          id={REASON}
          label={t('certificates.reason')}
          hint={t('certificates.reasonHint')}
          error={fault}
          required
          maxLength={200}
          value={reason}
          onText={setReason}
        />
      </div>
    </Confirm>
  );
}

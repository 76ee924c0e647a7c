/** Revoking a certificate: says what that means, and asks why. */
import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { announce } from '../ui/announce.tsx';
import { TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';

const REASON = 'revoke-reason';

interface RevokeDialogProps {
  number: string;
  onClose: () => void;
  onRevoked: () => void;
}

export function RevokeDialog({ number, onClose, onRevoked }: RevokeDialogProps) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();

  async function revoke(): Promise<string | null> {
    setFault(undefined);
    if (reason.trim() === '') {
      setFault(t('certificates.reasonMissing'));
      return REASON;
    }
    await api.post(`/api/certificates/${number}/revocation`, { reason: reason.trim() });
    announce(t('certificates.revokedDone'));
    onRevoked();
    return null;
  }

  return (
    <FormDialog
      title={t('certificates.revokeTitle', { number })}
      submit={t('certificates.revoke')}
      cancel={t('certificates.keep')}
      look="danger"
      save={revoke}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}

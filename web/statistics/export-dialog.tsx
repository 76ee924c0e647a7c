/** Asks why a table is downloaded, before it is: the reason is kept in the access log. */
import { useState } from 'preact/hooks';
import type { ExportQuery } from '../../server/contract/statistics.ts';
import { ApiFailure, api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { day } from '../ui/format.ts';
import { ErrorNote } from '../ui/notes.tsx';
import { type Asked, apiQuery } from './asked.ts';
import { saveFile } from './save-file.ts';
import styles from './statistics.module.css';

const REASON = 'export-reason';

interface ExportDialogProps {
  table: ExportQuery['table'];
  format: ExportQuery['format'];
  asked: Asked;
  onClose: () => void;
}

export function ExportDialog({ table, format, asked, onClose }: ExportDialogProps) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiFailure | null>(null);
  const { from, to } = asked;

  async function download(event: Event): Promise<void> {
    event.preventDefault();
    const given = reason.trim();
    setMissing(given === '');
    if (given === '') {
      document.getElementById(REASON)?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      const query = { table, format, reason: given, ...apiQuery(asked) };
      saveFile(await api.file('/api/statistics/export', query), `madang-${table}-${from}-${to}.${format}`);
      announce(t('statistics.exported'));
      onClose();
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setError(cause);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={t(`statistics.exportTitle_${format}`, { table: t(`statistics.table_${table}`) })}
      open
      onClose={onClose}
    >
      <form class={styles.export} noValidate onSubmit={(event) => void download(event)}>
        <p>{t('statistics.exportAbout', { from: day(from), to: day(to) })}</p>
        <p>{t('statistics.exportHidden')}</p>
        <TextField
          id={REASON}
          label={t('statistics.reason')}
          hint={t('statistics.reasonHint')}
          error={missing ? t('statistics.reasonMissing') : undefined}
          required
          maxLength={200}
          value={reason}
          onText={setReason}
        />
        {error && <ErrorNote error={error} />}
        <div class={styles.exportActions}>
          <Button onClick={onClose}>{t('statistics.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t(`statistics.export_${format}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

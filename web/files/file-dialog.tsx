/** Asks why a file is downloaded, before it is: the reason is kept in the access log. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ApiFailure, api, type Query } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ErrorNote } from '../ui/notes.tsx';
import styles from './files.module.css';
import { saveFile } from './save-file.ts';

const REASON = 'file-reason';

interface FileDialogProps {
  title: string;
  /** where the API gives the file, and what it is asked for beside the reason */
  path: string;
  query: Query;
  /** what the button says that downloads it */
  submit: string;
  onClose: () => void;
  /** what is in the file, and further questions about it */
  children: ComponentChildren;
}

export function FileDialog({ title, path, query, submit, onClose, children }: FileDialogProps) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);

  function refuse(words: string): void {
    setFault(words);
    document.getElementById(REASON)?.focus();
  }

  async function download(event: Event): Promise<void> {
    event.preventDefault();
    setFault(undefined);
    setFailure(null);
    if (reason.trim() === '') return refuse(t('files.reasonMissing'));
    setBusy(true);
    try {
      const { content, name } = await api.file(path, { ...query, reason: reason.trim() });
      saveFile(content, name);
      announce(t('files.done'));
      onClose();
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      if (cause.details.some(({ field }) => field === 'reason')) refuse(t('files.reasonWrong'));
      else setFailure(cause);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title={title} open onClose={onClose}>
      <form class={styles.form} noValidate onSubmit={(event) => void download(event)}>
        {children}
        <TextField
          id={REASON}
          label={t('files.reason')}
          hint={t('files.reasonHint')}
          error={fault}
          required
          maxLength={200}
          value={reason}
          onText={setReason}
        />
        {failure?.code === 'too_large' && <p role="alert">{t('files.tooLong')}</p>}
        {failure && failure.code !== 'too_large' && <ErrorNote error={failure} />}
        <div class={styles.actions}>
          <Button onClick={onClose}>{t('files.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

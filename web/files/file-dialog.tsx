/** Asks why a file is downloaded, before it is: the reason is kept in the access log. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ApiFailure, api, type Query } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { announce } from '../ui/announce.tsx';
import { TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
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

  function refuse(words: string): string {
    setFault(words);
    return REASON;
  }

  async function download(): Promise<string | null> {
    setFault(undefined);
    if (reason.trim() === '') return refuse(t('files.reasonMissing'));
    try {
      const { content, name } = await api.file(path, { ...query, reason: reason.trim() });
      saveFile(content, name);
    } catch (cause) {
      const isOfReason = cause instanceof ApiFailure && cause.details.some(({ field }) => field === 'reason');
      if (!isOfReason) throw cause;
      return refuse(t('files.reasonWrong'));
    }
    announce(t('files.done'));
    return null;
  }

  return (
    <FormDialog
      title={title}
      submit={submit}
      save={download}
      onClose={onClose}
      explain={(failure) =>
        failure.code === 'too_large' ? t('files.tooLong') : failure.words[language.value]
      }
    >
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
    </FormDialog>
  );
}

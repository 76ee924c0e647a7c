/** Asks before something is done; the way back comes first, the deed last. */
import type { ComponentChildren } from 'preact';
import { useAttempt } from '../attempt.ts';
import { t } from '../i18n/i18n.ts';
import { Button, type ButtonLook } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/notes.tsx';

interface ConfirmProps {
  title: string;
  open: boolean;
  onClose: () => void;
  /** the deed; the dialog closes when it succeeds and says why when it does not */
  onConfirm: () => Promise<unknown>;
  confirm: string;
  keep?: string;
  look?: ButtonLook;
  children: ComponentChildren;
}

export function Confirm({
  title,
  open,
  onClose,
  onConfirm,
  confirm,
  keep,
  look = 'danger',
  children,
}: ConfirmProps) {
  const [failure, attempt, busy] = useAttempt();

  async function act(): Promise<void> {
    await onConfirm();
    onClose();
  }

  return (
    <Dialog
      title={title}
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{keep ?? t('frame.cancel')}</Button>
          <Button look={look} busy={busy} onClick={() => void attempt(act)}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      {failure && <ErrorNote error={failure} />}
    </Dialog>
  );
}

/** A form in a dialog: what is at fault gets the focus, what the server refuses is said above the buttons, and what is saved closes it. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { ApiFailure } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { language, t } from '../i18n/i18n.ts';
import { Button, type ButtonLook } from './button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './form-dialog.module.css';
import { Icon } from './icon.tsx';

interface FormDialogProps {
  title: string;
  /** what the button says that saves */
  submit: string;
  /** what the button says that leaves all as it was, where “cancel” may be taken for the deed */
  cancel?: string;
  look?: ButtonLook;
  /** @returns the id of the first field that is at fault, null once all is saved. Rejects with `ApiFailure`, which is said here */
  save: () => Promise<string | null>;
  onClose: () => void;
  /** words of a failure, where the server's own say too little */
  explain?: (failure: ApiFailure) => string;
  /** the fields */
  children: ComponentChildren;
}

export function FormDialog({
  title,
  submit,
  cancel,
  look = 'primary',
  save,
  onClose,
  explain,
  children,
}: FormDialogProps) {
  const [failure, attempt, busy] = useAttempt();
  const id = useId();

  async function act(): Promise<void> {
    const fault = await save();
    if (fault === null) onClose();
    else document.getElementById(fault)?.focus();
  }

  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{cancel ?? t('frame.cancel')}</Button>
          <Button look={look} type="submit" form={id} busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        class={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(act);
        }}
      >
        {children}
        {failure && (
          <p class={styles.failure} role="alert">
            <Icon name="alert" size={20} />
            {explain ? explain(failure) : failure.words[language.value]}
          </p>
        )}
      </form>
    </Dialog>
  );
}

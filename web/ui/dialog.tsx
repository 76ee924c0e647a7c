/** A modal dialog on the browser's own `<dialog>`: focus stays inside, Escape closes, focus goes back where it was. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import styles from './dialog.module.css';
import { Icon } from './icon.tsx';

interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ComponentChildren;
  /** Buttons at the foot, the main one last. */
  actions?: ComponentChildren;
}

let dialogs = 0;

export function Dialog({ title, open, onClose, children, actions }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Not `useId`, which begins anew in each tree of a page: the end of a session is told in one of its own.
  const [heading] = useState(() => `dialog-${++dialogs}`);

  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) element.showModal();
    if (!open && element?.open) element.close();
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the press on the backdrop is beside Escape and the close button
    <dialog
      ref={dialog}
      class={styles.dialog}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {open && (
        <div class={styles.body}>
          <div class={styles.top}>
            <h2 class={styles.title} id={heading}>
              {title}
            </h2>
            <button type="button" class={styles.close} aria-label={t('frame.close')} onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
          {children}
          {actions && <div class={styles.actions}>{actions}</div>}
        </div>
      )}
    </dialog>
  );
}

import type { ComponentChildren } from 'preact';
import styles from './tick-field.module.css';

interface TickFieldProps {
  id: string;
  checked: boolean;
  onCheck: (checked: boolean) => void;
  error?: string | undefined;
  /** what one says with it */
  children: ComponentChildren;
}

/** Something that one confirms, or consents to. */
export function TickField({ id, checked, onCheck, error, children }: TickFieldProps) {
  return (
    <div>
      <label class={styles.tick}>
        <input
          id={id}
          type="checkbox"
          checked={checked}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          onChange={(event) => onCheck(event.currentTarget.checked)}
        />
        {children}
      </label>
      {error !== undefined && (
        <p class={styles.error} id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

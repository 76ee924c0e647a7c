import type { ComponentChildren } from 'preact';
import styles from './check-box.module.css';

interface CheckBoxProps {
  checked: boolean;
  onCheck: (checked: boolean) => void;
  /** id of what explains it */
  describedBy?: string;
  /** its label */
  children: ComponentChildren;
}

/** One thing that holds or does not. */
export function CheckBox({ checked, onCheck, describedBy, children }: CheckBoxProps) {
  return (
    <label class={styles.check}>
      <input
        type="checkbox"
        checked={checked}
        aria-describedby={describedBy}
        onChange={(event) => onCheck(event.currentTarget.checked)}
      />
      {children}
    </label>
  );
}

import { t } from '../../i18n/i18n.ts';
import styles from './age-field.module.css';

interface AgeFieldProps {
  checked: boolean;
  onCheck: (checked: boolean) => void;
  error: string | undefined;
}

/** 만 14세 이상: younger children need a guardian's consent, which this site does not collect. */
export function AgeField({ checked, onCheck, error }: AgeFieldProps) {
  return (
    <div>
      <label class={styles.age}>
        <input
          id="age"
          type="checkbox"
          checked={checked}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : 'age-error'}
          onChange={(event) => onCheck(event.currentTarget.checked)}
        />
        {t('pages.age')}
      </label>
      {error !== undefined && (
        <p class={styles.error} id="age-error">
          {error}
        </p>
      )}
    </div>
  );
}

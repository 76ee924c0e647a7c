/**
 * A field of a day, of a day and a time, or of a month. Browsers tell what is half typed as if it were nothing: here it
 * is a fault, and what was chosen before stays until another is whole.
 */
import { useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Field, type FieldProps } from './field.tsx';

type DateType = 'date' | 'datetime-local' | 'month';
/** Browsers take years of six digits, into which the month is typed, unless there is a last day. */
const LAST: Record<DateType, string> = {
  date: '9999-12-31',
  'datetime-local': '9999-12-31T23:59',
  month: '9999-12',
};

interface DateFieldProps extends Omit<FieldProps, 'children'> {
  type: DateType;
  /** as the browser has it: `2026-11-24`, `2026-11-24T14:00`, `2026-11`; empty for none */
  value: string;
  onText: (value: string) => void;
  /** the last that can be chosen */
  max?: string;
}

export function DateField({ type, value, onText, max = LAST[type], error, ...field }: DateFieldProps) {
  const [half, setHalf] = useState(false);
  const [said, setSaid] = useState(false);
  const look = (input: HTMLInputElement) => {
    setHalf(input.validity.badInput);
    setSaid(input.validity.badInput);
  };
  return (
    <Field {...field} error={error ?? (half && said ? t('frame.halfFilled') : undefined)}>
      {(control) => (
        <input
          {...control}
          type={type}
          max={max}
          // what is half typed is left alone
          value={half ? undefined : value}
          onInput={({ currentTarget }) => {
            setHalf(currentTarget.validity.badInput);
            if (!currentTarget.validity.badInput) onText(currentTarget.value);
          }}
          onBlur={({ currentTarget }) => look(currentTarget)}
          onInvalid={({ currentTarget }) => look(currentTarget)}
        />
      )}
    </Field>
  );
}

/** The first of these fields that is half typed, which says so from now on. @param ids of the fields */
export function halfFilled(ids: readonly string[]): string | undefined {
  return ids.find((id) => {
    const input = document.getElementById(id);
    return input instanceof HTMLInputElement && input.validity.badInput && !input.checkValidity();
  });
}

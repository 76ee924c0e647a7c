/** A form field: label above, hint under it, error under the control and tied to it. */
import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { cx } from './cx.ts';
import styles from './field.module.css';
import { Icon } from './icon.tsx';

/** What the control inside must carry so that label, hint and error belong to it. */
interface ControlProps {
  id: string;
  class: string;
  required?: boolean;
  'aria-invalid'?: true;
  'aria-describedby'?: string;
}

export interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  /** Given when an error summary must link to the control. */
  id?: string | undefined;
  children: (control: ControlProps) => ComponentChildren;
}

/** Any control in a field: `<Field label="…">{(control) => <select {...control}>…</select>}</Field>`. */
export function Field({ label, hint, error, required, id, children }: FieldProps) {
  const made = useId();
  const control = id ?? made;
  const described = cx(hint !== undefined && `${control}-hint`, error !== undefined && `${control}-error`);
  return (
    <div class={styles.field}>
      <label class={styles.label} for={control}>
        {label}
        {required && <span class={styles.required}> ({t('frame.required')})</span>}
      </label>
      {hint !== undefined && (
        <p class={styles.hint} id={`${control}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id: control,
        class: styles.control ?? '',
        ...(required && { required }),
        ...(error !== undefined && { 'aria-invalid': true as const }),
        ...(described && { 'aria-describedby': described }),
      })}
      {error !== undefined && (
        <p class={styles.error} id={`${control}-error`}>
          <Icon name="alert" size={18} />
          {error}
        </p>
      )}
    </div>
  );
}

type Omitted = 'id' | 'class' | 'className' | 'label' | 'value' | 'required' | 'role' | 'type';
type TextType = 'text' | 'email' | 'password' | 'search' | 'number' | 'url';
type TextFieldProps = Omit<FieldProps, 'children'> & {
  value: string;
  onText: (value: string) => void;
  type?: TextType;
} & Omit<JSX.IntrinsicElements['input'], Omitted>;

/** One line of text. */
export function TextField({
  label,
  hint,
  error,
  required,
  id,
  value,
  onText,
  type = 'text',
  ...rest
}: TextFieldProps) {
  // Which roles an input may have depends on its type; none is given here, which the type checker cannot see.
  const given = { ...rest, type } as JSX.IntrinsicElements['input'];
  return (
    <Field label={label} hint={hint} error={error} required={required} id={id}>
      {(control) => (
        <input {...given} {...control} value={value} onInput={(e) => onText(e.currentTarget.value)} />
      )}
    </Field>
  );
}

type TextAreaProps = Omit<FieldProps, 'children'> & {
  value: string;
  onText: (value: string) => void;
} & Omit<JSX.IntrinsicElements['textarea'], Omitted>;

/** Several lines of text. */
export function TextArea({ label, hint, error, required, id, value, onText, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required} id={id}>
      {(control) => (
        <textarea
          rows={5}
          {...rest}
          {...control}
          value={value}
          onInput={(e) => onText(e.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface SelectProps<T extends string> extends Omit<FieldProps, 'children'> {
  value: T;
  options: readonly { value: T; label: string }[];
  onChoose: (value: T) => void;
}

/** One of a few. Choosing only sets a value: a select never submits. */
export function Select<T extends string>({ value, options, onChoose, ...field }: SelectProps<T>) {
  return (
    <Field {...field}>
      {(control) => (
        <select {...control} value={value} onChange={(e) => onChoose(e.currentTarget.value as T)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

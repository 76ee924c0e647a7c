import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { TextField } from '../../ui/field.tsx';

interface CodeFieldProps {
  value: string;
  onText: (value: string) => void;
  hint?: string;
  error: string | undefined;
}

/** The code of an authenticator app, or one that was written down. It takes the focus as it comes: it was asked for. */
export function CodeField({ value, onText, hint, error }: CodeFieldProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  return (
    <div ref={box}>
      <TextField
        id="code"
        label={t('pages.code')}
        {...(hint && { hint })}
        autoComplete="one-time-code"
        spellcheck={false}
        autoCapitalize="none"
        maxLength={20}
        value={value}
        onText={onText}
        error={error}
      />
    </div>
  );
}

/** The form of sign-in, sign-up and of what belongs to an account: checks, sends, and says what is wrong at the top and under each field. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiFailure } from '../../api.ts';
import { language, t } from '../../i18n/i18n.ts';
import { Button, type ButtonLook } from '../../ui/button.tsx';
import { duration } from '../../ui/format.ts';
import styles from './account-form.module.css';
import type { FieldErrors } from './checks.ts';

interface AccountFormProps {
  lead: string;
  submit: string;
  /** of the button that sends */
  look?: ButtonLook;
  check: () => FieldErrors;
  /** Rejects with `ApiFailure` when the server says no. */
  send: () => Promise<void>;
  /** The fields; each carries its error and, as its id, its name in the errors. */
  children: (errors: FieldErrors) => ComponentChildren;
  foot?: ComponentChildren;
  /** the fields' own names, by id, where they are not those of sign-in and sign-up */
  names?: Readonly<Record<string, string>>;
}

export function AccountForm(props: AccountFormProps) {
  const { lead, submit, look = 'primary', check, send, children, foot, names } = props;
  const [errors, setErrors] = useState<FieldErrors>({});
  const [failure, setFailure] = useState<ApiFailure>();
  const [busy, setBusy] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const summary = useRef<HTMLDivElement>(null);

  // The summary takes the focus once an attempt, whatever it says.
  useEffect(() => summary.current?.focus(), [attempt]);

  async function submitted(event: SubmitEvent) {
    event.preventDefault();
    if (busy) return;
    const found = check();
    setErrors(found);
    setFailure(undefined);
    if (Object.keys(found).length === 0) {
      setBusy(true);
      try {
        await send();
        return;
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error;
        setFailure(error);
      } finally {
        setBusy(false);
      }
    }
    setAttempt((n) => n + 1);
  }

  const wrong = Object.entries(errors);
  const wait = failure?.details.find(({ field }) => field === 'retryAfter');
  return (
    <form class={styles.form} noValidate onSubmit={submitted}>
      <p>{lead}</p>
      {(failure || wrong.length > 0) && (
        <div class={styles.summary} ref={summary} tabIndex={-1} role="alert">
          <h2 class={styles.title}>{failure ? failure.words[language.value] : t('pages.errorSummary')}</h2>
          {wait !== undefined && <p>{t('pages.tryAgainIn', { time: duration(Number(wait.message)) })}</p>}
          {wrong.length > 0 && (
            <ul>
              {wrong.map(([field, words]) => (
                <li key={field}>
                  <a href={`#${field}`}>
                    {names?.[field] ?? fieldName(field)}: {words}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {children(errors)}
      <Button type="submit" look={look} size="large" wide busy={busy}>
        {submit}
      </Button>
      {foot}
    </form>
  );
}

function fieldName(field: string): string {
  const names: Record<string, string> = {
    email: t('pages.email'),
    name: t('pages.name'),
    password: t('pages.password'),
    age: t('pages.ageName'),
    privacy: t('frame.privacyPolicy'),
  };
  return names[field] ?? field;
}

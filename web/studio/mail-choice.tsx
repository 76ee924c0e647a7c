import type { Account } from '../../server/contract/accounts.ts';
import { api } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { language, t } from '../i18n/i18n.ts';
import { account } from '../session.ts';
import { announce } from '../ui/announce.tsx';
import styles from './mail-choice.module.css';

/** Whether one is sent a mail when a recording of one's own is ready, or will not be; kept at once. */
export function MailChoice() {
  const [failure, attempt] = useAttempt();
  const person = account.value;
  if (!person) return null;

  async function choose(input: HTMLInputElement): Promise<void> {
    const notify = input.checked;
    try {
      account.value = await api.patch<Account>('/api/me', { notify });
      announce(t(notify ? 'studio.mailOn' : 'studio.mailOff'));
    } catch (cause) {
      input.checked = !notify; // as the server still has it
      throw cause;
    }
  }

  return (
    <div class={styles.choice}>
      <label class={styles.label}>
        <input
          type="checkbox"
          checked={person.notify}
          aria-describedby="mail-hint"
          onChange={({ currentTarget }) => void attempt(() => choose(currentTarget))}
        />
        {t('studio.mail')}
      </label>
      <p class={styles.hint} id="mail-hint">
        {t('studio.mailHint', { email: person.email })}
      </p>
      {failure && (
        <p class={styles.error} role="alert">
          {failure.words[language.value]}
        </p>
      )}
    </div>
  );
}

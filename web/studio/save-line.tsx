import { language, t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { timeOfDay } from '../ui/format.ts';
import type { Autosave } from './autosave.ts';
import styles from './save-line.module.css';

export type Saving = Pick<Autosave<object>, 'pending' | 'savedAt' | 'error' | 'retry'>;

/** Whether what is on the page has been saved: `14:02 저장됨`. */
export function SaveLine({ pending, savedAt, error, retry }: Saving) {
  // What somebody else has changed too stands beside, with its choice.
  const failure = error?.code === 'edited_meanwhile' ? null : error;
  return (
    <div class={styles.line}>
      {failure ? (
        <>
          <p class={styles.error} role="alert">
            {[failure.words[language.value], ...failure.details.map(({ message }) => message)].join(' ')}
          </p>
          <Button size="small" onClick={retry}>
            {t('studio.save')}
          </Button>
        </>
      ) : (
        <p role="status">
          {pending
            ? t('studio.unsaved')
            : savedAt
              ? t('studio.savedAt', { time: timeOfDay(savedAt) })
              : t('studio.autosaves')}
        </p>
      )}
    </div>
  );
}

import { signInAddress } from '../frame/next.ts';
import { language, t } from '../i18n/i18n.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { timeOfDay } from '../ui/format.ts';
import type { Autosave } from './autosave.ts';
import styles from './save-line.module.css';

export type Saving = Pick<Autosave<object>, 'pending' | 'savedAt' | 'error' | 'unkept' | 'retry'>;

interface SaveLineProps extends Saving {
  /** what stands here was not saved when the page was left, and was kept in this browser */
  broughtBack?: boolean;
}

/** Whether what is on the page has been saved: `14:02 저장됨`. */
export function SaveLine({ pending, savedAt, error, unkept, retry, broughtBack = false }: SaveLineProps) {
  // What somebody else has changed too stands beside, with its choice.
  const failure = error?.code === 'edited_meanwhile' ? null : error;
  return (
    <div class={styles.line}>
      {broughtBack && (
        <p class={styles.brought} role="status">
          {t('studio.broughtBack')}
        </p>
      )}
      {failure ? (
        <>
          <p class={styles.error} role="alert">
            {[
              failure.words[language.value],
              ...failure.details.map(({ message }) => message),
              ...(unkept ? [t('studio.unkept')] : []),
            ].join(' ')}
          </p>
          {(failure.code === 'sign_in_required' || failure.code === 'other_account') && (
            <ButtonLink size="small" href={signInAddress('/studio')} target="_blank">
              {t('studio.signInBeside')}
            </ButtonLink>
          )}
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

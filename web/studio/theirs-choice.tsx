/** What somebody else has written meanwhile, beside what is here: one of the two is chosen, and neither is lost before. */
import type { ComponentChildren } from 'preact';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import styles from './theirs-choice.module.css';

interface TheirsProps {
  /** name of what both have changed */
  label: string;
  /** what the other wrote */
  children: ComponentChildren;
  /** what the button says that leaves what is here */
  keep?: string;
  onTake: () => void;
  onKeep: () => void;
}

export function Theirs({ label, children, keep, onTake, onKeep }: TheirsProps) {
  return (
    <fieldset class={styles.theirs}>
      <legend>{t('studio.theirs', { label })}</legend>
      <p role="alert">{t('studio.theirsLead')}</p>
      <div class={styles.text}>{children}</div>
      <div class={styles.row}>
        <Button size="small" onClick={onTake}>
          {t('studio.theirsTake')}
        </Button>
        <Button size="small" onClick={onKeep}>
          {keep ?? t('studio.theirsKeep')}
        </Button>
      </div>
    </fieldset>
  );
}

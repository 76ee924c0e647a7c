/** What somebody else wrote into fields that were changed here too, each with its choice, before anything is saved. */
import { t } from '../i18n/i18n.ts';
import { Theirs } from '../studio/theirs-choice.tsx';
import { keepFocus } from '../ui/keep-focus.ts';
import type { Beside } from './beside.ts';
import styles from './beside-choice.module.css';

interface BesideChoiceProps<T> extends Pick<Beside<T>, 'theirs' | 'settle'> {
  /** what the form calls a field */
  label: (name: keyof T & string) => string;
  /** what a field holds, in words; the text itself where it is left out */
  words?: (name: keyof T & string, value: unknown) => string;
}

/** It comes when one saves, at the end of a long form, and is what is to be done next. */
function atHand(section: HTMLElement | null) {
  section?.scrollIntoView({ block: 'nearest' });
  return keepFocus(section);
}

export function BesideChoice<T extends object>({ theirs, settle, label, words }: BesideChoiceProps<T>) {
  if (theirs === null) return null;
  const names = Object.keys(theirs) as (keyof T & string)[];
  return (
    <section class={styles.choices} aria-labelledby="beside" ref={atHand}>
      <h2 id="beside" class={styles.title}>
        {t('admin.besideTitle')}
      </h2>
      {names.map((name) => (
        <Theirs
          key={name}
          label={label(name)}
          keep={t('admin.besideKeep')}
          onTake={() => settle(name, 'theirs')}
          onKeep={() => settle(name, 'mine')}
        >
          {(words ? words(name, theirs[name]) : String(theirs[name])) || t('studio.theirsEmpty')}
        </Theirs>
      ))}
      {names.length === 0 && <p role="status">{t('admin.besideSettled')}</p>}
    </section>
  );
}

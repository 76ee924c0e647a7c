/** Under the search field: lectures that are found, and where they say it. A list box, which the field drives. */
import type { LecturePage } from '../../server/contract/lectures.ts';
import { localized, t } from '../i18n/i18n.ts';
import { clock, number } from '../ui/format.ts';
import { byline } from '../ui/lecture-card.tsx';
import { Sentence } from './sentence.tsx';
import type { choicesOf } from './suggested.ts';
import styles from './suggestions.module.css';

interface SuggestionsProps {
  id: string;
  page: LecturePage;
  choices: ReturnType<typeof choicesOf>;
  /** index of the choice that Enter takes; -1 = none */
  active: number;
  /** called when one is pressed */
  onChosen: () => void;
}

export function Suggestions({ id, page, choices, active, onChosen }: SuggestionsProps) {
  return (
    <div class={styles.panel}>
      {page.total === 0 && <p class={styles.note}>{t('pages.noResults')}</p>}
      {page.mended && <p class={styles.note}>{t('frame.mendedTo', { mended: page.mended })}</p>}
      {choices.length > 0 && (
        <div id={id} role="listbox" aria-label={t('frame.suggestions')}>
          {choices.map(({ id: choice, href, lecture, sentence }, at) => (
            // The field keeps the focus: its keys choose, as ARIA describes a combobox.
            <a
              key={choice}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              href={href}
              aria-selected={at === active}
              class={sentence ? styles.sentence : styles.lecture}
              onMouseDown={(event) => event.preventDefault()}
              onClick={onChosen}
            >
              {sentence && lecture.said?.sentences[0] ? (
                <>
                  <span class={styles.time}>{clock(lecture.said.sentences[0].start)}</span>
                  <Sentence sentence={lecture.said.sentences[0]} lang={lecture.said.language} />
                </>
              ) : (
                <>
                  <strong>{localized(lecture.title, lecture.titleEn)}</strong>
                  <span class={styles.about}>{byline(lecture)}</span>
                </>
              )}
            </a>
          ))}
        </div>
      )}
      {page.total > 0 && (
        <button type="submit" class={styles.all} onMouseDown={(event) => event.preventDefault()}>
          {t('frame.showAllFound', { n: number(page.total) })}
        </button>
      )}
    </div>
  );
}

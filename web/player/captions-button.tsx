import type { CaptionLanguage } from '../../server/contract/vocabulary.ts';
import { language, t } from '../i18n/i18n.ts';
import { cx } from '../ui/cx.ts';
import { captionLanguage, toggleCaptions } from './captions.ts';
import menu from './choice-menu.module.css';
import { ChoiceMenu } from './choice-menu.tsx';
import styles from './controls.module.css';
import { LANGUAGE_NAMES } from './language-names.ts';
import { prefer, preferences } from './preferences.ts';

/** Captions on and off, and their language while they are on; nothing where there are none. */
export function CaptionsButton({ languages }: { languages: readonly CaptionLanguage[] }) {
  const shown = captionLanguage(preferences.value.captions, languages);
  if (languages.length === 0) return null;
  return (
    <>
      <button
        type="button"
        class={menu.button}
        aria-label={t(shown ? 'player.captionsOff' : 'player.captionsOn')}
        onClick={() => toggleCaptions(language.peek())}
      >
        <span class={cx(shown !== null && styles.on)}>{t('player.captions')}</span>
      </button>
      {shown !== null && languages.length > 1 && (
        <ChoiceMenu
          name={t('player.captionsLanguage')}
          choices={languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          chosen={shown}
          onChoose={(captions) => prefer({ captions })}
        >
          {LANGUAGE_NAMES[shown]}
        </ChoiceMenu>
      )}
    </>
  );
}

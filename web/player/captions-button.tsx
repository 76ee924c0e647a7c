import type { CaptionLanguage } from '../../server/contract/vocabulary.ts';
import { language, t } from '../i18n/i18n.ts';
import { cx } from '../ui/cx.ts';
import { captionLanguage, toggleCaptions } from './captions.ts';
import menu from './choice-menu.module.css';
import { ChoiceMenu } from './choice-menu.tsx';
import styles from './controls.module.css';
import { LANGUAGE_NAMES } from './language-names.ts';
import { prefer, preferences } from './preferences.ts';

interface CaptionsButtonProps {
  languages: readonly CaptionLanguage[];
  onSettings: () => void;
}

/** Captions on and off, and while they are on their language and look; nothing where there are none. */
export function CaptionsButton({ languages, onSettings }: CaptionsButtonProps) {
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
      {shown !== null && (
        <ChoiceMenu
          name={t('player.captionsLanguage')}
          more={{ label: t('player.captionSettings'), onOpen: onSettings }}
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

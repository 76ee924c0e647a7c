/** 자막 설정: size, colour and place of captions, shown while they are chosen. */
import { type Key, t } from '../i18n/i18n.ts';
import { Dialog } from '../ui/dialog.tsx';
import styles from './caption-settings.module.css';
import { CAPTION_COLOURS, CAPTION_PLACES, CAPTION_SIZES, type CaptionStyle } from './caption-style.ts';
import { prefer, preferences } from './preferences.ts';

const GROUPS = [
  ['size', CAPTION_SIZES],
  ['colour', CAPTION_COLOURS],
  ['place', CAPTION_PLACES],
] as const;

const choose = (change: Partial<CaptionStyle>) =>
  prefer({ captionStyle: { ...preferences.peek().captionStyle, ...change } });

export function CaptionSettings({ open, onClose }: { open: boolean; onClose: () => void }) {
  const style = preferences.value.captionStyle;
  return (
    <Dialog title={t('player.captionSettings')} open={open} onClose={onClose}>
      <div class={styles.screen} data-place={style.place} aria-hidden="true">
        <span class={styles.sample} data-caption-size={style.size} data-caption-colour={style.colour}>
          {t('player.captionSample')}
        </span>
      </div>
      {GROUPS.map(([group, values]) => (
        <fieldset key={group} class={styles.group}>
          <legend>{t(`captionSettings.${group}`)}</legend>
          {values.map((value) => (
            <label key={value} class={styles.choice}>
              <input
                type="radio"
                name={`caption-${group}`}
                checked={style[group] === value}
                onChange={() => choose({ [group]: value })}
              />
              {t(`captionSettings.${value}` as Key)}
            </label>
          ))}
        </fieldset>
      ))}
    </Dialog>
  );
}

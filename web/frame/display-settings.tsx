import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DISPLAYS, type Display, display, TEXT_SIZES, type TextSize, textSize } from './display.ts';
import styles from './display-settings.module.css';

/** 글자·화면 설정: takes effect at once, so that one sees what one chooses. */
export function DisplaySettings({ open, onClose }: { open: boolean; onClose: () => void }) {
  const sizes: Record<TextSize, string> = {
    small: t('frame.textSmall'),
    normal: t('frame.textNormal'),
    larger: t('frame.textLarger'),
    large: t('frame.textLarge'),
    largest: t('frame.textLargest'),
  };
  const displays: Record<Display, string> = {
    system: t('frame.displaySystem'),
    basic: t('frame.displayBasic'),
    clear: t('frame.displayClear'),
  };
  return (
    <Dialog
      title={t('frame.displaySettings')}
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button
            onClick={() => {
              textSize.value = 'normal';
              display.value = 'system';
            }}
          >
            {t('frame.reset')}
          </Button>
          <Button look="primary" onClick={onClose}>
            {t('frame.close')}
          </Button>
        </>
      }
    >
      <Choice
        name="text-size"
        title={t('frame.textSize')}
        list={TEXT_SIZES}
        words={sizes}
        chosen={textSize.value}
        onChoose={(size) => {
          textSize.value = size;
        }}
      />
      <Choice
        name="display"
        title={t('frame.displayMode')}
        list={DISPLAYS}
        words={displays}
        chosen={display.value}
        onChoose={(choice) => {
          display.value = choice;
        }}
      />
    </Dialog>
  );
}

interface ChoiceProps<T extends string> {
  name: string;
  title: string;
  list: readonly T[];
  words: Record<T, string>;
  chosen: T;
  onChoose: (value: T) => void;
}

function Choice<T extends string>({ name, title, list, words, chosen, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend class={styles.title}>{title}</legend>
      <div class={styles.options}>
        {list.map((value) => (
          <label key={value} class={styles.option}>
            <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
            {words[value]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

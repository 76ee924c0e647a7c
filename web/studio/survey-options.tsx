import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import styles from './survey.module.css';
import { MOST_OPTIONS, newOption, type OptionRow } from './survey-form.ts';

interface OptionFieldsProps {
  /** of the first one: what is wrong with them leads to it */
  id: string;
  options: readonly OptionRow[];
  error: string | undefined;
  onChange: (options: OptionRow[]) => void;
}

/** What can be chosen, in Korean and English. */
export function OptionFields({ id, options, error, onChange }: OptionFieldsProps) {
  const change = (key: number, values: Partial<OptionRow>) =>
    onChange(options.map((option) => (option.key === key ? { ...option, ...values } : option)));
  return (
    <div class={styles.options}>
      {options.map((option, nth) => (
        <div key={option.key} class={styles.option}>
          <TextField
            id={nth === 0 ? id : undefined}
            label={t('studio.surveyOption', { n: nth + 1 })}
            maxLength={200}
            // what is wrong with them stands once, at the first
            error={nth === 0 ? error : undefined}
            value={option.text}
            onText={(text) => change(option.key, { text })}
          />
          <TextField
            label={t('studio.surveyOptionEn', { n: nth + 1 })}
            lang="en"
            maxLength={200}
            value={option.textEn}
            onText={(textEn) => change(option.key, { textEn })}
          />
          {options.length > 2 && (
            <Button
              size="small"
              look="text"
              aria-label={`${t('studio.surveyOption', { n: nth + 1 })} ${t('studio.surveyRemove')}`}
              onClick={() => onChange(options.filter(({ key }) => key !== option.key))}
            >
              <Icon name="trash" size={20} />
              {t('studio.surveyRemove')}
            </Button>
          )}
        </div>
      ))}
      {options.length < MOST_OPTIONS && (
        <div>
          <Button size="small" onClick={() => onChange([...options, newOption()])}>
            <Icon name="plus" size={20} />
            {t('studio.surveyOptionAdd')}
          </Button>
        </div>
      )}
    </div>
  );
}

import type { Question } from '../../../server/contract/surveys.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { TextArea } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { choicesOf, MOST_LETTERS } from './answers.ts';
import { stepName } from './step-name.ts';
import styles from './survey.module.css';

interface QuestionFieldProps {
  question: Question;
  /** its place, from 1 */
  place: number;
  value: string;
  error: string | undefined;
  onValue: (value: string) => void;
}

/** The control that an error summary leads to. @param place from 1 */
export const fieldId = (place: number) => `question-${place}`;

/** A question with what answers it: choices as radio buttons, or a field for words. */
export function QuestionField({ question, place, value, error, onValue }: QuestionFieldProps) {
  const label = `${place}. ${localized(question.text, question.textEn)}`;
  if (question.kind === 'text') {
    return (
      <TextArea
        id={fieldId(place)}
        label={label}
        hint={t('survey.textHint')}
        required={question.required}
        maxLength={MOST_LETTERS}
        error={error}
        value={value}
        onText={onValue}
      />
    );
  }
  return <Choices {...{ question, place, value, error, onValue, label }} />;
}

function Choices({ question, place, value, error, onValue, label }: QuestionFieldProps & { label: string }) {
  const id = fieldId(place);
  const choices = choicesOf(question);
  const nameOf = (choice: string) => {
    const option = question.options[Number(choice)];
    return question.kind === 'scale' || !option ? stepName(choice) : localized(option.text, option.textEn);
  };
  return (
    <fieldset
      class={cx(error !== undefined && styles.wrong)}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend class={styles.legend}>
        {label}
        {question.required && <span class={styles.required}> ({t('frame.required')})</span>}
      </legend>
      <div class={cx(styles.choices, question.kind === 'scale' && styles.scale)}>
        {choices.map((choice, nth) => (
          <label key={choice} class={styles.choice}>
            <input
              type="radio"
              required={question.required}
              id={nth === 0 ? id : undefined}
              name={id}
              value={choice}
              checked={value === choice}
              onChange={() => onValue(choice)}
            />
            <span>{nameOf(choice)}</span>
          </label>
        ))}
      </div>
      {!question.required && value !== '' && (
        <Button
          size="small"
          look="text"
          aria-label={t('survey.clearOf', { question: label })}
          onClick={() => {
            onValue('');
            document.getElementById(id)?.focus();
          }}
        >
          {t('survey.clear')}
        </Button>
      )}
      {error !== undefined && (
        <p class={styles.error} id={`${id}-error`}>
          <Icon name="alert" size={18} />
          {error}
        </p>
      )}
    </fieldset>
  );
}

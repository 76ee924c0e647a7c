import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { CheckBox } from '../ui/check-box.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import styles from './survey.module.css';
import { KINDS, type QuestionFault, type QuestionRow } from './survey-form.ts';
import { OptionFields } from './survey-options.tsx';

interface QuestionEditorProps {
  row: QuestionRow;
  /** its place, from 1 */
  place: number;
  isLast: boolean;
  fault: QuestionFault | undefined;
  onChange: (values: Partial<QuestionRow>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** The control that a fault of a question leads to, and where typing begins in a new one. */
export const questionId = (key: number) => `survey-question-${key}`;
export const optionId = (key: number) => `${questionId(key)}-option`;
export const moveId = (key: number, by: -1 | 1) => `${questionId(key)}-${by === 1 ? 'down' : 'up'}`;

/** One question: what is asked, how it is answered, and whether it must be. */
export function QuestionEditor({
  row,
  place,
  isLast,
  fault,
  onChange,
  onMove,
  onRemove,
}: QuestionEditorProps) {
  const name = t('studio.surveyQuestion', { n: place });
  const ofText = fault === 'empty' || fault === 'twice';
  return (
    <li class={styles.card}>
      <fieldset class={styles.fields}>
        <legend class={styles.legend}>{name}</legend>
        <TextField
          id={questionId(row.key)}
          label={t('studio.surveyText')}
          required
          maxLength={500}
          error={ofText ? t(`studio.survey_${fault}`) : undefined}
          value={row.text}
          onText={(text) => onChange({ text })}
        />
        <TextField
          label={t('studio.surveyTextEn')}
          lang="en"
          maxLength={500}
          value={row.textEn}
          onText={(textEn) => onChange({ textEn })}
        />
        <Select
          label={t('studio.surveyKind')}
          value={row.kind}
          options={KINDS.map((value) => ({ value, label: t(`studio.surveyKind_${value}`) }))}
          onChoose={(kind) => onChange({ kind })}
        />
        {row.kind === 'choice' && (
          <OptionFields
            id={optionId(row.key)}
            options={row.options}
            error={fault && !ofText ? t(`studio.survey_${fault}`) : undefined}
            onChange={(options) => onChange({ options })}
          />
        )}
        <CheckBox checked={row.required} onCheck={(checked) => onChange({ required: checked })}>
          {t('studio.surveyMust')}
        </CheckBox>
      </fieldset>
      <div class={styles.tools}>
        <Button
          id={moveId(row.key, -1)}
          size="small"
          disabled={place === 1}
          aria-label={`${name}: ${t('studio.surveyUp')}`}
          onClick={() => onMove(-1)}
        >
          <Icon name="up" size={20} />
          {t('studio.surveyUp')}
        </Button>
        <Button
          id={moveId(row.key, 1)}
          size="small"
          disabled={isLast}
          aria-label={`${name}: ${t('studio.surveyDown')}`}
          onClick={() => onMove(1)}
        >
          <Icon name="down" size={20} />
          {t('studio.surveyDown')}
        </Button>
        <Button
          size="small"
          look="text"
          aria-label={`${name}: ${t('studio.surveyRemove')}`}
          onClick={onRemove}
        >
          <Icon name="trash" size={20} />
          {t('studio.surveyRemove')}
        </Button>
      </div>
    </li>
  );
}

import { t } from '../i18n/i18n.ts';
import styles from './rule.module.css';

interface SurveySwitchProps {
  courseId: string;
  /** it is open, so that it can be required */
  hasSurvey: boolean;
  required: boolean;
  onChange: (required: boolean) => void;
}

/** Whether the course's survey must be answered too, and the way to the survey where there is none yet. */
export function SurveySwitch({ courseId, hasSurvey, required, onChange }: SurveySwitchProps) {
  return (
    <div>
      <label class={styles.switch}>
        <input
          type="checkbox"
          checked={required}
          disabled={!hasSurvey}
          aria-describedby="rule-survey-hint"
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {t('studio.ruleSurvey')}
      </label>
      <p class={styles.note} id="rule-survey-hint">
        {t(hasSurvey ? 'studio.ruleSurveyHint' : 'studio.ruleSurveyMissing')}{' '}
        <a href={`/studio/courses/${courseId}/survey`}>
          {t(hasSurvey ? 'studio.toSurvey' : 'studio.makeSurvey')}
        </a>
      </p>
    </div>
  );
}

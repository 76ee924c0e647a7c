import { useEffect, useRef, useState } from 'preact/hooks';
import type { NewSurveyResponse, Survey } from '../../../server/contract/surveys.ts';
import { ApiFailure, api } from '../../api.ts';
import { language, localized, t } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { answersOf, missingOf } from './answers.ts';
import { fieldId, QuestionField } from './question-field.tsx';
import styles from './survey.module.css';

interface SurveyFormProps {
  courseId: string;
  survey: Survey;
  onSent: () => void;
}

/** The questions; what is not answered is said at the top and at each of them. */
export function SurveyForm({ courseId, survey: { id, questions }, onSent }: SurveyFormProps) {
  const [values, setValues] = useState<readonly string[]>(() => questions.map(() => ''));
  const [missing, setMissing] = useState<readonly number[]>([]);
  const [failure, setFailure] = useState<ApiFailure>();
  const [busy, setBusy] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const summary = useRef<HTMLDivElement>(null);

  // The summary takes the focus once an attempt, whatever it says.
  useEffect(() => summary.current?.focus(), [attempt]);

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const open = missingOf(questions, values);
    setMissing(open);
    setFailure(undefined);
    if (open.length === 0) {
      setBusy(true);
      try {
        const response: NewSurveyResponse = { surveyId: id, answers: answersOf(questions, values) };
        await api.post(`/api/courses/${courseId}/survey/responses`, response);
        return onSent();
      } catch (cause) {
        if (!(cause instanceof ApiFailure)) throw cause;
        setFailure(cause);
      } finally {
        setBusy(false);
      }
    }
    setAttempt((n) => n + 1);
  }

  return (
    <form class={styles.form} noValidate onSubmit={(event) => void send(event)}>
      {(failure || missing.length > 0) && (
        <div class={styles.summary} ref={summary} tabIndex={-1} role="alert">
          <h2 class={styles.title}>{failure ? failure.words[language.value] : t('survey.summary')}</h2>
          <ul>
            {missing.map((nth) => (
              <li key={nth}>
                <a href={`#${fieldId(nth + 1)}`}>
                  {nth + 1}. {localized(questions[nth]?.text ?? '', questions[nth]?.textEn)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {questions.map((question, nth) => (
        <QuestionField
          key={fieldId(nth + 1)}
          question={question}
          place={nth + 1}
          value={values[nth] ?? ''}
          error={missing.includes(nth) ? t('survey.missing') : undefined}
          onValue={(value) => {
            setValues((before) => before.with(nth, value));
            setMissing((before) => before.filter((one) => one !== nth));
          }}
        />
      ))}
      <Button type="submit" look="primary" size="large" wide busy={busy}>
        {t('survey.send')}
      </Button>
    </form>
  );
}

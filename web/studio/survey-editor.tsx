import { useEffect, useState } from 'preact/hooks';
import type { SurveySettings } from '../../server/contract/surveys.ts';
import { ApiFailure, api } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { t } from '../i18n/i18n.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { ErrorNote } from '../ui/notes.tsx';
import { Confirm } from './confirm.tsx';
import styles from './survey.module.css';
import {
  MOST_QUESTIONS,
  moved,
  newQuestion,
  type QuestionFault,
  type QuestionRow,
  questionFaults,
  questionsOf,
  rowsOf,
} from './survey-form.ts';
import { useKeptQuestions } from './survey-kept.ts';
import { moveId, optionId, QuestionEditor, questionId } from './survey-question.tsx';
import { TEMPLATE } from './survey-template.ts';
import { Theirs } from './theirs-choice.tsx';

const ADD = 'survey-add';

interface SurveyEditorProps {
  courseId: string;
  settings: SurveySettings;
  /** loads what is stored by now */
  reload: () => void;
}

/** The questions, changed all at once: what is saved is a version of its own. */
export function SurveyEditor({ courseId, settings, reload }: SurveyEditorProps) {
  const path = `/api/courses/${courseId}/survey`;
  const { rows, setRows, ...edited } = useKeptQuestions(path, settings);
  const [faults, setFaults] = useState<ReadonlyMap<number, QuestionFault>>(new Map());
  const [focus, setFocus] = useState<string | null>(null);
  const [error, attempt, busy] = useAttempt();
  const [closing, setClosing] = useState(false);

  // What was moved, added or left behind is there only after it is drawn.
  useEffect(() => {
    if (focus === null) return;
    const wanted = document.getElementById(focus) as HTMLButtonElement | null;
    (wanted?.disabled ? document.getElementById(ADD) : wanted)?.focus();
    setFocus(null);
  }, [focus]);

  function add(): void {
    const row = newQuestion();
    setRows([...rows, row]);
    setFocus(questionId(row.key));
  }

  function change(key: number, values: Partial<QuestionRow>): void {
    setRows(rows.map((row) => (row.key === key ? { ...row, ...values } : row)));
  }

  /** @param from the version that is to be followed */
  async function save(from = edited.from): Promise<void> {
    const found = questionFaults(rows);
    setFaults(found);
    const [first] = found;
    if (first) {
      const [key, fault] = first;
      return setFocus(fault.startsWith('options') ? optionId(key) : questionId(key));
    }
    await attempt(() => send(from));
  }

  async function send(from: number): Promise<void> {
    try {
      const change = { questions: questionsOf(rows), from };
      const saved = await api.put<SurveySettings>(path, change, edited.by);
      setRows(rowsOf(saved.questions));
      edited.setFrom(saved.version);
      announce(t('studio.surveySaved'));
    } catch (cause) {
      // somebody else was first: what they saved is shown beside what stands here
      if (!(cause instanceof ApiFailure) || cause.code !== 'conflict') throw cause;
    }
    reload();
  }

  /** What is stored takes the place of what stands here. */
  function takeStored(): void {
    setRows(rowsOf(settings.questions));
    setFocus(ADD);
  }

  return (
    <form
      class={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {settings.responses > 0 && <p class={styles.note}>{t('studio.surveyKeeps')}</p>}
      {edited.broughtBack && edited.unsaved && (
        <div class={styles.actions} role="status">
          <p>{t('studio.broughtBack')}</p>
          {!edited.isTheirs && (
            <Button size="small" look="text" onClick={takeStored}>
              {t('studio.surveyTakeStored')}
            </Button>
          )}
        </div>
      )}
      {edited.isTheirs && (
        <Theirs
          label={t('studio.surveyQuestions')}
          onTake={takeStored}
          onKeep={() => {
            edited.setFrom(settings.version);
            void save(settings.version);
          }}
        >
          {settings.questions.map(({ text }, nth) => `${nth + 1}. ${text}`).join('\n') ||
            t('studio.theirsEmpty')}
        </Theirs>
      )}
      {rows.length === 0 && <p>{t('studio.surveyNone')}</p>}
      <ol class={styles.cards}>
        {rows.map((row, nth) => (
          <QuestionEditor
            key={row.key}
            row={row}
            place={nth + 1}
            isLast={nth === rows.length - 1}
            fault={faults.get(row.key)}
            onChange={(values) => change(row.key, values)}
            onMove={(by) => {
              setRows(moved(rows, row.key, by));
              setFocus(moveId(row.key, by));
            }}
            onRemove={() => {
              setRows(rows.filter(({ key }) => key !== row.key));
              setFocus(ADD);
            }}
          />
        ))}
      </ol>
      <div class={styles.actions}>
        <Button id={ADD} disabled={rows.length >= MOST_QUESTIONS} onClick={add}>
          <Icon name="plus" size={20} />
          {t('studio.surveyAdd')}
        </Button>
        {rows.length === 0 && (
          <Button onClick={() => setRows(rowsOf(TEMPLATE))}>{t('studio.surveyTemplate')}</Button>
        )}
      </div>
      {error && <ErrorNote error={error} />}
      {edited.unsaved && <p class={styles.note}>{t('studio.surveyUnsaved')}</p>}
      <div class={styles.actions}>
        {rows.length > 0 && !edited.isTheirs && (
          <Button look="primary" type="submit" busy={busy}>
            {t(settings.open ? 'studio.save' : 'studio.surveyOpen')}
          </Button>
        )}
        {settings.open && (
          <>
            <ButtonLink href={`/studio/courses/${courseId}/rule`}>{t('studio.rule')}</ButtonLink>
            <Button look="text" onClick={() => setClosing(true)}>
              {t('studio.surveyClose')}
            </Button>
          </>
        )}
      </div>
      <Confirm
        title={t('studio.surveyCloseTitle')}
        open={closing}
        onClose={() => setClosing(false)}
        onConfirm={async () => {
          await api.delete<SurveySettings>(path);
          announce(t('studio.surveyClosed'));
          reload();
        }}
        confirm={t('studio.surveyClose')}
        keep={t('studio.keep')}
      >
        <p>{t('studio.surveyCloseBody')}</p>
      </Confirm>
    </form>
  );
}

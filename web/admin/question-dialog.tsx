/** A question's form, for a new one and for one there is. */
import { useState } from 'preact/hooks';
import type { Question, QuestionChange } from '../../server/contract/questions.ts';
import { ApiFailure, api } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import styles from './questions.module.css';

interface QuestionDialogProps {
  /** null for a new one */
  question: Question | null;
  /** names that there are */
  categories: readonly string[];
  onClose: () => void;
  onSaved: () => void;
}

const NEW: QuestionChange = {
  ...{ category: '', categoryEn: '', question: '', questionEn: '', answer: '', answerEn: '' },
};

export function QuestionDialog({ question, categories, onClose, onSaved }: QuestionDialogProps) {
  const [form, setForm] = useState<QuestionChange>(() => {
    const { id: _, ...before } = question ?? { ...NEW, id: '' };
    return before;
  });
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiFailure | null>(null);
  const text = (name: keyof QuestionChange) => ({
    id: `faq-${name}`,
    value: form[name],
    onText: (value: string) => setForm({ ...form, [name]: value }),
    ...(name.endsWith('En') && { lang: 'en' }),
  });
  const fault = (name: 'question' | 'answer') =>
    asked && form[name].trim() === '' ? t('admin.requiredFault') : undefined;

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setAsked(true);
    const empty = (['question', 'answer'] as const).find((name) => form[name].trim() === '');
    if (empty) return document.getElementById(`faq-${empty}`)?.focus();
    setBusy(true);
    setError(null);
    try {
      if (question) await api.put(`/api/questions/${question.id}`, form);
      else await api.post('/api/questions', form);
      announce(t('admin.saved'));
      onSaved();
      onClose();
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setError(cause);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={t(question ? 'admin.editQuestion' : 'admin.newQuestion')}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('admin.cancel')}</Button>
          <Button look="primary" type="submit" form="question-form" busy={busy}>
            {t('admin.save')}
          </Button>
        </>
      }
    >
      <form id="question-form" class={styles.form} noValidate onSubmit={(event) => void save(event)}>
        {error && <p role="alert">{error.words[language.value]}</p>}
        <TextField
          label={t('admin.faqQuestion')}
          required
          maxLength={200}
          error={fault('question')}
          {...text('question')}
        />
        <TextArea
          label={t('admin.faqAnswer')}
          hint={t('admin.announcementTextHint')}
          required
          rows={6}
          maxLength={5_000}
          error={fault('answer')}
          {...text('answer')}
        />
        <TextField
          label={t('admin.faqCategory')}
          hint={
            categories.length > 0
              ? t('admin.faqCategories', { names: categories.join(', ') })
              : t('admin.faqCategoryHint')
          }
          maxLength={50}
          {...text('category')}
        />
        <TextField label={t('admin.faqQuestionEn')} maxLength={200} {...text('questionEn')} />
        <TextArea label={t('admin.faqAnswerEn')} rows={4} maxLength={5_000} {...text('answerEn')} />
        <TextField label={t('admin.faqCategoryEn')} maxLength={50} {...text('categoryEn')} />
      </form>
    </Dialog>
  );
}

/** A question's form, for a new one and for one there is. */
import { useState } from 'preact/hooks';
import type { Question, QuestionChange } from '../../server/contract/questions.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { announce } from '../ui/announce.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';

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
  const text = (name: keyof QuestionChange) => ({
    id: `faq-${name}`,
    value: form[name],
    onText: (value: string) => setForm({ ...form, [name]: value }),
    ...(name.endsWith('En') && { lang: 'en' }),
  });
  const fault = (name: 'question' | 'answer') =>
    asked && form[name].trim() === '' ? t('admin.requiredFault') : undefined;

  async function save(): Promise<string | null> {
    setAsked(true);
    const empty = (['question', 'answer'] as const).find((name) => form[name].trim() === '');
    if (empty) return `faq-${empty}`;
    if (question) await api.put(`/api/questions/${question.id}`, form);
    else await api.post('/api/questions', form);
    announce(t('admin.saved'));
    onSaved();
    return null;
  }

  return (
    <FormDialog
      title={t(question ? 'admin.editQuestion' : 'admin.newQuestion')}
      submit={t('admin.save')}
      save={save}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}

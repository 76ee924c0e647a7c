/** A question's form, for a new one and for one there is. */
import { useState } from 'preact/hooks';
import type { NewQuestion, Question, QuestionList } from '../../server/contract/questions.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { announce } from '../ui/announce.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { useBeside } from './beside.ts';
import { BesideChoice } from './beside-choice.tsx';
import { QUESTION_LABELS } from './labels.ts';

interface QuestionDialogProps {
  /** null for a new one */
  question: Question | null;
  /** names that there are */
  categories: readonly string[];
  onClose: () => void;
  onSaved: () => void;
}

const NEW: NewQuestion = {
  ...{ category: '', categoryEn: '', question: '', questionEn: '', answer: '', answerEn: '' },
};

function writtenOf({ id: _, ...written }: Question): NewQuestion {
  return written;
}

const trimmed = (form: NewQuestion): NewQuestion =>
  Object.fromEntries(Object.entries(form).map(([name, text]) => [name, text.trim()])) as NewQuestion;

export function QuestionDialog({ question, categories, onClose, onSaved }: QuestionDialogProps) {
  const [opened] = useState(() => (question ? writtenOf(question) : NEW));
  const [form, setForm] = useState(opened);
  const [asked, setAsked] = useState(false);
  const beside = useBeside<NewQuestion>({
    opened,
    load: async () => {
      const { items } = await api.get<QuestionList>('/api/questions');
      return writtenOf(items.find(({ id }) => id === question?.id) ?? { ...opened, id: '' });
    },
    send: async (wanted, was) =>
      writtenOf(
        question
          ? await api.put<Question>(`/api/questions/${question.id}`, { ...wanted, was })
          : await api.post<Question>('/api/questions', wanted),
      ),
    take: (theirs) => setForm((mine) => ({ ...mine, ...theirs })),
  });
  const text = (name: keyof NewQuestion) => ({
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
    await beside.save(trimmed(form));
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
      <BesideChoice {...beside} label={(name) => t(QUESTION_LABELS[name])} />
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

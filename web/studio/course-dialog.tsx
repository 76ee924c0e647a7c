/** A course's form, for a new one and for one there is. */
import { useState } from 'preact/hooks';
import type { CourseSummary } from '../../server/contract/courses.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { AUDIENCE_ORDER, audienceName } from '../i18n/vocabulary.ts';
import { announce } from '../ui/announce.tsx';
import { Select, TextArea, TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { type CourseFaults, courseFaults, courseForm, courseOf } from './course-form.ts';
import { faultyField, RuleFields } from './rule-fields.tsx';
import { type RuleFaults, ruleFaults, ruleForm, ruleOf } from './rule-form.ts';

interface CourseDialogProps {
  /** null for a new one */
  course: CourseSummary | null;
  onClose: () => void;
  onSaved: () => void;
}

export function CourseDialog({ course, onClose, onSaved }: CourseDialogProps) {
  const [form, setForm] = useState(() => courseForm(course));
  const [faults, setFaults] = useState<CourseFaults>({});
  const [rule, setRule] = useState(() => ruleForm());
  const [wrongRule, setWrongRule] = useState<RuleFaults>({});
  const text = (name: 'title' | 'titleEn' | 'summary' | 'summaryEn') => ({
    value: form[name],
    onText: (value: string) => setForm({ ...form, [name]: value }),
  });

  async function save(): Promise<string | null> {
    const found = courseFaults(form);
    setFaults(found);
    const wrong = course ? {} : ruleFaults(rule);
    setWrongRule(wrong);
    const fault = found.title ? 'course-title' : faultyField(wrong);
    if (fault !== null) return fault;
    if (course) await api.patch(`/api/courses/${course.id}`, courseOf(form));
    else await api.post('/api/courses', { ...courseOf(form), rule: ruleOf(rule) });
    announce(t('studio.courseSaved'));
    onSaved();
    return null;
  }

  return (
    <FormDialog
      title={t(course ? 'studio.editCourse' : 'studio.newCourse')}
      submit={t('studio.save')}
      save={save}
      onClose={onClose}
    >
      <TextField
        id="course-title"
        label={t('studio.infoTitle')}
        required
        maxLength={200}
        error={faults.title && t(`studio.${faults.title}`)}
        {...text('title')}
      />
      <TextField label={t('studio.infoTitleEn')} lang="en" maxLength={200} {...text('titleEn')} />
      <TextArea label={t('studio.infoSummary')} maxLength={5000} rows={3} {...text('summary')} />
      <TextArea
        label={t('studio.infoSummaryEn')}
        lang="en"
        maxLength={5000}
        rows={3}
        {...text('summaryEn')}
      />
      <Select
        label={t('studio.courseAudience')}
        value={form.audience}
        options={AUDIENCE_ORDER.map((value) => ({ value, label: audienceName(value) }))}
        onChoose={(audience) => setForm({ ...form, audience })}
      />
      {/* That of a course there is has a page of its own: it says what a change means. */}
      {!course && <RuleFields form={rule} faults={wrongRule} onChange={setRule} />}
    </FormDialog>
  );
}

/** A course's form, for a new one and for one there is. */
import { useState } from 'preact/hooks';
import type { CourseSummary } from '../../server/contract/courses.ts';
import { ApiFailure, api } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { AUDIENCE_ORDER, audienceName } from '../i18n/vocabulary.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select, TextArea, TextField } from '../ui/field.tsx';
import { type CourseFaults, courseFaults, courseForm, courseOf } from './course-form.ts';
import styles from './courses.module.css';
import { focusFault, RuleFields } from './rule-fields.tsx';
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
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiFailure | null>(null);
  const text = (name: 'title' | 'titleEn' | 'summary' | 'summaryEn') => ({
    value: form[name],
    onText: (value: string) => setForm({ ...form, [name]: value }),
  });

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const found = courseFaults(form);
    setFaults(found);
    const wrong = course ? {} : ruleFaults(rule);
    setWrongRule(wrong);
    if (found.title) return document.getElementById('course-title')?.focus();
    if (focusFault(wrong)) return;
    setBusy(true);
    setError(null);
    try {
      if (course) await api.patch(`/api/courses/${course.id}`, courseOf(form));
      else await api.post('/api/courses', { ...courseOf(form), rule: ruleOf(rule) });
      announce(t('studio.courseSaved'));
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
      title={t(course ? 'studio.editCourse' : 'studio.newCourse')}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('studio.cancel')}</Button>
          <Button look="primary" type="submit" form="course-form" busy={busy}>
            {t('studio.save')}
          </Button>
        </>
      }
    >
      <form id="course-form" class={styles.form} noValidate onSubmit={(event) => void save(event)}>
        {error && (
          <p class={styles.error} role="alert">
            {error.words[language.value]}
          </p>
        )}
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
      </form>
    </Dialog>
  );
}

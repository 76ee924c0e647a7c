/** 정보: what the lecture is about; saved by itself. */
import { useState } from 'preact/hooks';
import type { CourseList } from '../../server/contract/courses.ts';
import type { Lecture, LectureChange } from '../../server/contract/lectures.ts';
import { api } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { AUDIENCE_ORDER, audienceName } from '../i18n/vocabulary.ts';
import { useLoad } from '../load.ts';
import { Select, TextArea, TextField } from '../ui/field.tsx';
import { useAutosave } from './autosave.ts';
import styles from './editor.module.css';
import { type InfoForm, infoChange, infoFaults, infoForm } from './info-form.ts';
import { SaveLine } from './save-line.tsx';

export function InfoTab({ lecture, onSaved }: { lecture: Lecture; onSaved: (lecture: Lecture) => void }) {
  const [form, setForm] = useState(() => infoForm(lecture));
  const [initial] = useState(() => infoChange(form));
  const { data: courses } = useLoad('courses', (signal) => api.get<CourseList>('/api/courses', {}, signal));
  const faults = infoFaults(form);
  const faulty = Object.keys(faults).length > 0;
  const autosave = useAutosave<LectureChange>(initial, faulty ? null : infoChange(form), async (changes) =>
    onSaved(await api.patch<Lecture>(`/api/lectures/${lecture.id}`, changes)),
  );

  /** Everything a text field needs for one field of the form. */
  function bound(name: Exclude<keyof InfoForm, 'audience' | 'courseId'>) {
    const fault = faults[name];
    return {
      value: form[name],
      onText: (text: string) => setForm({ ...form, [name]: text }),
      error: fault && t(`studio.${fault}`),
    };
  }

  return (
    <form class={styles.form} onSubmit={(event) => event.preventDefault()}>
      <SaveLine {...autosave} />
      <TextField label={t('studio.infoTitle')} required maxLength={200} {...bound('title')} />
      <TextField label={t('studio.infoTitleEn')} lang="en" maxLength={200} {...bound('titleEn')} />
      <TextArea label={t('studio.infoSummary')} maxLength={10_000} {...bound('summary')} />
      <TextArea label={t('studio.infoSummaryEn')} lang="en" maxLength={10_000} {...bound('summaryEn')} />
      <div class={styles.pair}>
        <TextField label={t('studio.infoInstructor')} maxLength={100} {...bound('instructor')} />
        <TextField type="date" label={t('studio.infoSessionDate')} {...bound('sessionDate')} />
      </div>
      <TextField
        label={t('studio.infoVenue')}
        hint={t('studio.infoVenueHint')}
        maxLength={200}
        {...bound('venue')}
      />
      <div class={styles.pair}>
        <Select
          label={t('studio.infoAudience')}
          value={form.audience}
          options={AUDIENCE_ORDER.map((value) => ({ value, label: audienceName(value) }))}
          onChoose={(audience) => setForm({ ...form, audience })}
        />
        <TextField label={t('studio.infoField')} maxLength={100} {...bound('field')} />
      </div>
      <TextField label={t('studio.infoTags')} hint={t('studio.infoTagsHint')} {...bound('tags')} />
      <div class={styles.pair}>
        <Select
          label={t('studio.infoCourse')}
          value={form.courseId}
          options={[
            { value: '', label: t('studio.infoNoCourse') },
            ...(courses?.items ?? knownCourse(lecture)).map(({ id, title, titleEn }) => ({
              value: id,
              label: localized(title, titleEn),
            })),
          ]}
          onChoose={(courseId) => setForm({ ...form, courseId })}
        />
        <TextField
          label={t('studio.infoCourseOrder')}
          inputMode="numeric"
          maxLength={5}
          {...bound('courseOrder')}
        />
      </div>
    </form>
  );
}

/** Until the courses are loaded the select must not show the lecture in none. */
function knownCourse({ courseId, courseTitle, courseTitleEn }: Lecture) {
  return courseId === null ? [] : [{ id: courseId, title: courseTitle ?? '', titleEn: courseTitleEn ?? '' }];
}

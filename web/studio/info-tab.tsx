/** 정보: what the lecture is about; saved by itself. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CourseList } from '../../server/contract/courses.ts';
import type { Lecture } from '../../server/contract/lectures.ts';
import { api } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { AUDIENCE_ORDER, audienceName } from '../i18n/vocabulary.ts';
import { useLoad } from '../load.ts';
import { account } from '../session.ts';
import { DateField } from '../ui/date-field.tsx';
import { Select, TextArea, TextField } from '../ui/field.tsx';
import { type Kept, useAutosave } from './autosave.ts';
import styles from './editor.module.css';
import {
  type InfoChange,
  type InfoForm,
  infoChange,
  infoFaults,
  infoForm,
  reopenedInfo,
} from './info-form.ts';
import { INFO_LABELS, InfoTheirs } from './info-theirs.tsx';
import { keptName, readKept } from './kept.ts';
import { SaveLine } from './save-line.tsx';
import { compared, picked } from './theirs.ts';

export function InfoTab({ lecture, onSaved }: { lecture: Lecture; onSaved: (lecture: Lecture) => void }) {
  const path = `/api/lectures/${lecture.id}`;
  const [opened] = useState(() => {
    const by = account.value?.id ?? '';
    const keptAs = keptName('info', by, path);
    const kept = readKept<Kept<InfoChange, InfoForm>>(keptAs);
    return { by, keptAs, kept, ...reopenedInfo(lecture, kept) };
  });
  const [form, setForm] = useState(opened.form);
  /** what somebody else wrote into fields that were changed here too */
  const [theirs, setTheirs] = useState<Partial<InfoForm>>({});
  const newest = useRef(lecture);
  const typed = useRef(form);
  typed.current = form;
  const { data: courses } = useLoad('courses', (signal) => api.get<CourseList>('/api/courses', {}, signal));
  const faults = infoFaults(form);
  const autosave = useAutosave<InfoChange, InfoForm>({
    ...{ keptAs: opened.keptAs, kept: opened.kept, initial: opened.saved },
    draft: infoChange(form),
    typed: form,
    held: [...Object.keys(theirs), ...Object.keys(faults)] as (keyof InfoForm)[],
    save: async (changes, was) => onSaved(await api.patch<Lecture>(path, { ...changes, was }, opened.by)),
    look: async () => take(await api.get<Lecture>(path)),
  });

  /** Takes over what somebody else has changed, where nothing else was typed here meanwhile. */
  function take(stored: Lecture): void {
    // An answer that was on its way while something newer was saved says nothing new.
    if (stored.updatedAt < newest.current.updatedAt) return;
    newest.current = stored;
    const [storedForm, storedChange] = [infoForm(stored), infoChange(infoForm(stored))];
    const { news, conflicts } = compared(
      autosave.saved(storedChange),
      infoChange(typed.current),
      storedChange,
    ) as {
      news: (keyof InfoForm)[];
      conflicts: (keyof InfoForm)[];
    };
    autosave.rebase(picked(storedChange, news));
    if (news.length > 0) setForm((last) => ({ ...last, ...picked(storedForm, news) }));
    setTheirs(picked(storedForm, conflicts));
  }
  useEffect(() => take(lecture), [lecture]);

  /** One of the two is chosen: the other's text is what is stored, and `text` is what stands here from now on. */
  function settle(name: keyof InfoForm, text: string): void {
    const stored = infoChange({ ...form, ...picked(theirs as InfoForm, [name]) });
    autosave.rebase(picked(stored, [name]));
    setTheirs(({ [name]: _settled, ...others }) => others);
    setForm({ ...form, [name]: text });
  }
  // What was held is saved once it was chosen.
  useEffect(() => autosave.retry(), [Object.keys(theirs).join()]);

  /** Everything a text field needs for one field of the form. */
  function bound(name: Exclude<keyof InfoForm, 'audience' | 'courseId'>) {
    const fault = faults[name];
    return {
      label: t(INFO_LABELS[name]),
      value: form[name],
      onText: (text: string) => setForm({ ...form, [name]: text }),
      error: fault && t(`studio.${fault}`),
    };
  }
  const known = courses?.items ?? knownCourse(lecture);

  return (
    <form class={styles.form} onSubmit={(event) => event.preventDefault()}>
      <SaveLine {...autosave} broughtBack={opened.broughtBack} />
      <InfoTheirs theirs={theirs} mine={form} courses={known} onSettle={settle} />
      <TextField required maxLength={200} {...bound('title')} />
      <TextField lang="en" maxLength={200} {...bound('titleEn')} />
      <TextArea maxLength={10_000} {...bound('summary')} />
      <TextArea lang="en" maxLength={10_000} {...bound('summaryEn')} />
      <div class={styles.pair}>
        <TextField maxLength={100} {...bound('instructor')} />
        <TextField lang="en" maxLength={100} {...bound('instructorEn')} />
      </div>
      <div class={styles.pair}>
        <TextField hint={t('studio.infoVenueHint')} maxLength={200} {...bound('venue')} />
        <TextField lang="en" hint={t('studio.infoVenueEnHint')} maxLength={200} {...bound('venueEn')} />
      </div>
      <div class={styles.pair}>
        <DateField type="date" {...bound('sessionDate')} />
        <Select
          label={t('studio.infoAudience')}
          value={form.audience}
          options={AUDIENCE_ORDER.map((value) => ({ value, label: audienceName(value) }))}
          onChoose={(audience) => setForm({ ...form, audience })}
        />
      </div>
      <div class={styles.pair}>
        <TextField maxLength={100} {...bound('field')} />
        <TextField lang="en" maxLength={100} {...bound('fieldEn')} />
      </div>
      <TextField hint={t('studio.infoTagsHint')} {...bound('tags')} />
      <TextField lang="en" hint={t('studio.infoTagsEnHint')} {...bound('tagsEn')} />
      <div class={styles.pair}>
        <Select
          label={t('studio.infoCourse')}
          value={form.courseId}
          options={[
            { value: '', label: t('studio.infoNoCourse') },
            ...known.map(({ id, title, titleEn }) => ({ value: id, label: localized(title, titleEn) })),
          ]}
          onChoose={(courseId) => setForm({ ...form, courseId })}
        />
        <TextField inputMode="numeric" maxLength={5} {...bound('courseOrder')} />
      </div>
    </form>
  );
}

/** Until the courses are loaded the select must not show the lecture in none. */
function knownCourse({ courseId, courseTitle, courseTitleEn }: Lecture) {
  return courseId === null ? [] : [{ id: courseId, title: courseTitle ?? '', titleEn: courseTitleEn ?? '' }];
}

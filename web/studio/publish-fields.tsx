/** Who may watch a lecture, and when. */
import type { Lecture } from '../../server/contract/lectures.ts';
import { t } from '../i18n/i18n.ts';
import { audienceName } from '../i18n/vocabulary.ts';
import { DateField } from '../ui/date-field.tsx';
import styles from './editor.module.css';
import { PUBLISHED, type Published, type PublishForm } from './publish-form.ts';

interface PublishFieldsProps {
  form: PublishForm;
  lecture: Lecture;
  /** what is wrong with the end, in words */
  fault: string | undefined;
  onChange: (form: PublishForm) => void;
}

export function PublishFields({ form, lecture, fault, onChange }: PublishFieldsProps) {
  return (
    <>
      <fieldset class={styles.choices}>
        <legend>{t('studio.whoMay')}</legend>
        {PUBLISHED.map((value) => (
          <div key={value} class={styles.choice}>
            <input
              type="radio"
              name="visibility"
              id={`who-${value}`}
              checked={form.visibility === value}
              aria-describedby={`who-${value}-hint`}
              onChange={() => onChange({ ...form, visibility: value })}
            />
            <div>
              <label for={`who-${value}`}>{t(`studio.who_${value}`)}</label>
              <p id={`who-${value}-hint`} class={styles.hint}>
                {hint(value, lecture)}
              </p>
            </div>
          </div>
        ))}
      </fieldset>
      <fieldset class={styles.choices}>
        <legend>{t('studio.when')}</legend>
        <div class={styles.pair}>
          <DateField
            type="datetime-local"
            id="public-from"
            label={t('studio.from')}
            hint={t('studio.fromHint')}
            value={form.from}
            onText={(from) => onChange({ ...form, from })}
          />
          <DateField
            type="datetime-local"
            id="public-until"
            label={t('studio.until')}
            hint={t('studio.untilHint')}
            value={form.until}
            onText={(until) => onChange({ ...form, until })}
            error={fault}
          />
        </div>
        {form.until && lecture.courseId && <p class={styles.hint}>{t('studio.untilInCourse')}</p>}
      </fieldset>
    </>
  );
}

function hint(value: Published, { audience }: Lecture): string {
  if (value === 'audience' && audience === 'everyone') return t('studio.who_audience_everyone');
  return t(`studio.who_${value}_hint`, { audience: audienceName(audience) });
}

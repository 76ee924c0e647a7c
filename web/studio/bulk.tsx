/** What is done with several lectures at once: choosing them, what to do, and what became of each. */
import { useState } from 'preact/hooks';
import type { BulkOutcome } from '../../server/contract/bulk.ts';
import type { CourseList } from '../../server/contract/courses.ts';
import type { LectureSummary } from '../../server/contract/lectures.ts';
import type { Audience } from '../../server/contract/vocabulary.ts';
import { api } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { language, localized, t } from '../i18n/i18n.ts';
import { AUDIENCE_ORDER, audienceName } from '../i18n/vocabulary.ts';
import { useLoad } from '../load.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { ErrorNote } from '../ui/notes.tsx';
import styles from './bulk.module.css';
import { DEEDS, type Deed, requestOf } from './bulk-request.ts';
import { Confirm } from './confirm.tsx';

interface BulkProps {
  /** of the page */
  lectures: readonly LectureSummary[];
  /** ids */
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  /** called when some lectures may have changed */
  onDone: () => void;
}

const COURSE = 'bulk-course';
/** Among the courses that can be chosen: none. */
const NO_COURSE = 'none';

type Failed = { id: string; title: string; why: string };

export function Bulk({ lectures, chosen, onChoose, onDone }: BulkProps) {
  const [failed, setFailed] = useState<{ of: number; items: readonly Failed[] } | null>(null);
  const ids = lectures.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const all = ids.length === lectures.length;
  const unwatchable = lectures.filter(({ id, recording }) => chosen.has(id) && !recording?.playable).length;

  function take({ items }: BulkOutcome): void {
    const wrong = items.flatMap(({ id, error }) => {
      const lecture = lectures.find((one) => one.id === id);
      if (!error || !lecture) return [];
      return [{ id, title: localized(lecture.title, lecture.titleEn), why: error.message[language.value] }];
    });
    const went = items.length - wrong.length;
    if (went > 0) announce(t('studio.bulkDone', { n: went }));
    setFailed(wrong.length > 0 ? { of: items.length, items: wrong } : null);
    onChoose(new Set(items.filter(({ error }) => error).map(({ id }) => id)));
    onDone();
  }

  return (
    <>
      <label class={styles.all}>
        <input
          type="checkbox"
          checked={all}
          ref={(box) => {
            if (box) box.indeterminate = ids.length > 0 && !all;
          }}
          onChange={() => onChoose(new Set(all ? [] : lectures.map(({ id }) => id)))}
        />
        {t('studio.chooseAll')}
      </label>
      {ids.length > 0 && <Deeds ids={ids} unwatchable={unwatchable} onOutcome={take} />}
      {failed && (
        <div class={styles.failed} role="alert">
          <p>{t('studio.bulkFailed', { n: failed.of, failed: failed.items.length })}</p>
          <ul>
            {failed.items.map(({ id, title, why }) => (
              <li key={id}>
                {title}: {why}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

interface DeedsProps {
  ids: readonly string[];
  /** how many of them have nothing to watch yet */
  unwatchable: number;
  onOutcome: (outcome: BulkOutcome) => void;
}

function Deeds({ ids, unwatchable, onOutcome }: DeedsProps) {
  const [deed, setDeed] = useState<Deed>('publish');
  const [course, setCourse] = useState('');
  /** it was to be done, and no course was chosen */
  const [courseMissing, setCourseMissing] = useState(false);
  const [audience, setAudience] = useState<Audience>('everyone');
  const [asking, setAsking] = useState(false);
  const [error, attempt, busy] = useAttempt();
  const { data: courses } = useLoad(deed === 'course' ? 'courses' : null, (signal) =>
    api.get<CourseList>('/api/courses', {}, signal),
  );

  async function send(): Promise<void> {
    const { method, path, body } = requestOf(deed, ids, {
      courseId: course === NO_COURSE ? null : course,
      audience,
    });
    onOutcome(await api[method]<BulkOutcome>(path, body));
  }

  async function apply(): Promise<void> {
    if (deed === 'bin') return setAsking(true);
    // to take all of them out of their courses is not what nobody has chosen
    const missing = deed === 'course' && course === '';
    setCourseMissing(missing);
    if (missing) return document.getElementById(COURSE)?.focus();
    await attempt(send);
  }

  return (
    <div class={styles.deeds}>
      <p class={styles.chosen} role="status">
        {t('studio.chosen', { n: ids.length })}
      </p>
      <Select
        label={t('studio.bulkWhat')}
        value={deed}
        options={DEEDS.map((value) => ({ value, label: t(`studio.bulk_${value}`) }))}
        onChoose={(chosen) => {
          setDeed(chosen);
          setCourseMissing(false);
        }}
      />
      {deed === 'course' && (
        <Select
          id={COURSE}
          label={t('studio.bulkCourse')}
          value={course}
          error={courseMissing ? t('studio.bulkCourseFault') : undefined}
          options={[
            { value: '', label: t('studio.bulkCourseChoose') },
            { value: NO_COURSE, label: t('studio.infoNoCourse') },
            ...(courses?.items ?? []).map(({ id, title, titleEn }) => ({
              ...{ value: id, label: localized(title, titleEn) },
            })),
          ]}
          onChoose={(chosen) => {
            setCourse(chosen);
            setCourseMissing(false);
          }}
        />
      )}
      {deed === 'audience' && (
        <Select
          label={t('studio.bulkAudience')}
          value={audience}
          options={AUDIENCE_ORDER.map((value) => ({ value, label: audienceName(value) }))}
          onChoose={setAudience}
        />
      )}
      <Button look="secondary" busy={busy} onClick={() => void apply()}>
        {t('studio.bulkApply')}
      </Button>
      {deed === 'publish' && unwatchable > 0 && (
        <p class={styles.hint}>{t('studio.bulkUnwatchable', { n: unwatchable })}</p>
      )}
      {error && <ErrorNote error={error} />}
      <Confirm
        title={t('studio.bulkBinTitle', { n: ids.length })}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={send}
        confirm={t('studio.deleteLecture')}
        keep={t('studio.keep')}
      >
        <p>{t('studio.bulkBinBody')}</p>
      </Confirm>
    </div>
  );
}

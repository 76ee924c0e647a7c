/** What to look at before publishing: it warns, and lets pass. */
import type { Lecture } from '../../server/contract/lectures.ts';
import type { ChapterList } from '../../server/contract/playback.ts';
import type { RecordingStatus } from '../../server/contract/recordings.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { audienceName } from '../i18n/vocabulary.ts';
import { useLoad } from '../load.ts';
import { Icon } from '../ui/icon.tsx';
import { type Check, checksOf } from './checks.ts';
import styles from './editor.module.css';

interface ChecklistProps {
  lecture: Lecture;
  recording: RecordingStatus | null;
  /** what is not looked at is not loaded, and loaded anew when it is */
  shown: boolean;
}

export function Checklist({ lecture, recording, shown }: ChecklistProps) {
  const path = `/api/lectures/${lecture.id}/chapters`;
  const { data: chapters } = useLoad(shown ? path : null, (signal) => api.get<ChapterList>(path, {}, signal));
  const checks = checksOf(lecture, recording, chapters?.items.length ?? null);
  return (
    <section aria-labelledby="checklist">
      <h2 id="checklist" class={styles.checklist}>
        {t('studio.checklist')}
      </h2>
      <ul>
        {checks.map((check) => (
          <CheckLine key={check.id} check={check} lecture={lecture} />
        ))}
      </ul>
      {lecture.visibility === 'draft' && checks.some(({ done }) => !done) && (
        <p class={styles.hint}>{t('studio.publishAnyway')}</p>
      )}
    </section>
  );
}

function CheckLine({ check: { id, done }, lecture }: { check: Check; lecture: Lecture }) {
  const words =
    id === 'audience'
      ? t('studio.check_audience', { audience: audienceName(lecture.audience) })
      : t(done ? `studio.check_${id}` : `studio.check_${id}_missing`);
  return (
    <li class={styles.check}>
      <span class={done ? styles.done : styles.missing}>
        <Icon name={done ? 'check' : 'alert'} size={22} />
      </span>
      <span>
        <span class="visually-hidden">{t(done ? 'studio.checkDone' : 'studio.checkMissing')}: </span>
        {words}
      </span>
    </li>
  );
}

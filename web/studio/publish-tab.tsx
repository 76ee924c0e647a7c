/** 공개: a look at what is missing, then publishing; and deleting. */

import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Lecture } from '../../server/contract/lectures.ts';
import type { RecordingStatus } from '../../server/contract/recordings.ts';
import type { Visibility } from '../../server/contract/vocabulary.ts';
import { ApiFailure, api } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { audienceName } from '../i18n/vocabulary.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { type Check, checksOf } from './checklist.ts';
import { Confirm } from './confirm.tsx';
import styles from './editor.module.css';

interface PublishTabProps {
  lecture: Lecture;
  recording: RecordingStatus | null;
  onSaved: (lecture: Lecture) => void;
}

export function PublishTab({ lecture, recording, onSaved }: PublishTabProps) {
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiFailure | null>(null);
  const [deleting, setDeleting] = useState(false);
  const checks = checksOf(lecture, recording);
  const isPublic = lecture.visibility === 'public';
  const path = `/api/lectures/${lecture.id}`;

  async function show(visibility: Visibility): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      onSaved(await api.patch<Lecture>(path, { visibility }));
      announce(t(visibility === 'public' ? 'studio.published' : 'studio.unpublished'));
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setError(cause);
    } finally {
      setBusy(false);
    }
  }

  async function remove(): Promise<void> {
    await api.delete(path);
    route('/studio');
  }

  return (
    <div class={styles.form}>
      <p>{t(lecture.visibility === 'draft' ? 'studio.publishLead_draft' : 'studio.publishLead_public')}</p>
      <section aria-labelledby="checklist">
        <h2 id="checklist" class={styles.checklist}>
          {t('studio.checklist')}
        </h2>
        <ul>
          {checks.map((check) => (
            <CheckLine key={check.id} check={check} lecture={lecture} />
          ))}
        </ul>
      </section>
      {!isPublic && checks.some(({ done }) => !done) && (
        <p class={styles.hint}>{t('studio.publishAnyway')}</p>
      )}
      {error && (
        <p class={styles.error} role="alert">
          {error.words[language.value]}
        </p>
      )}
      <div class={styles.row}>
        {isPublic ? (
          <Button busy={busy} onClick={() => void show('draft')}>
            {t('studio.unpublish')}
          </Button>
        ) : (
          <Button look="primary" busy={busy} onClick={() => void show('public')}>
            {t('studio.publish')}
          </Button>
        )}
      </div>
      <div class={styles.danger}>
        <Button look="danger" onClick={() => setDeleting(true)}>
          {t('studio.deleteLecture')}
        </Button>
      </div>
      <Confirm
        title={t('studio.deleteLectureTitle')}
        open={deleting}
        onClose={() => setDeleting(false)}
        onConfirm={remove}
        confirm={t('studio.deleteLecture')}
        keep={t('studio.keep')}
      >
        <p>{t('studio.deleteLectureBody', { title: lecture.title })}</p>
      </Confirm>
    </div>
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

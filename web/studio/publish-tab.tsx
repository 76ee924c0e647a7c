/** 공개: how it stands, a look at what is missing, who may watch it and when; and the bin. */

import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Lecture, LectureChange } from '../../server/contract/lectures.ts';
import type { RecordingStatus } from '../../server/contract/recordings.ts';
import { ApiFailure, api } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { language, localized, t } from '../i18n/i18n.ts';
import { audienceName } from '../i18n/vocabulary.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { halfFilled } from '../ui/date-field.tsx';
import { dayAndTime } from '../ui/format.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { Checklist } from './checklist.tsx';
import { Confirm } from './confirm.tsx';
import styles from './editor.module.css';
import { PublishFields } from './publish-fields.tsx';
import {
  isLater,
  isOtherwise,
  type PublishForm,
  publishChange,
  publishForm,
  seenPublishing,
  untilFault,
} from './publish-form.ts';
import { Theirs } from './theirs-choice.tsx';

interface PublishTabProps {
  lecture: Lecture;
  recording: RecordingStatus | null;
  /** whether it is the tab that is looked at */
  shown: boolean;
  onSaved: (lecture: Lecture) => void;
}

export function PublishTab({ lecture, recording, shown, onSaved }: PublishTabProps) {
  const { route } = useLocation();
  /** null until something is chosen: until then it follows what others save */
  const [chosen, setChosen] = useState<{ form: PublishForm; seen: Lecture } | null>(null);
  const [error, attempt, busy] = useAttempt();
  const [asked, setAsked] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const { form, seen } = chosen ?? { form: publishForm(lecture), seen: lecture };
  const isTheirs = isOtherwise(seen, lecture);
  const isDraft = lecture.visibility === 'draft';
  const path = `/api/lectures/${lecture.id}`;
  const fault = untilFault(form, new Date());

  /** @param was what is to be changed: what was seen, unless it is known what others made of it */
  async function save(change: LectureChange, said: string, was = seen): Promise<void> {
    try {
      const saved = await api.patch<Lecture>(path, { ...change, was: seenPublishing(was) });
      setChosen(null);
      setAsked(false);
      onSaved(saved);
      announce(said);
    } catch (cause) {
      // what others have made of it is shown
      if (cause instanceof ApiFailure && cause.code === 'edited_meanwhile') {
        onSaved(await api.get<Lecture>(path));
      }
      throw cause;
    }
  }

  function submit(event: Event): void {
    event.preventDefault();
    setAsked(true);
    const half = halfFilled(['public-from', 'public-until']);
    if (half) document.getElementById(half)?.focus();
    else if (fault) document.getElementById('public-until')?.focus();
    else void attempt(() => publish());
  }
  const publish = (was = seen) =>
    save(publishChange(form), t(isDraft ? 'studio.published' : 'studio.publishingSaved'), was);

  async function remove(): Promise<void> {
    await api.delete(path);
    announce(t('studio.deleted'));
    route('/studio');
  }

  return (
    <div ref={keepFocus} class={styles.form}>
      <p>{standing(lecture)}</p>
      <Checklist lecture={lecture} recording={recording} shown={shown} />
      <form class={styles.form} noValidate onSubmit={submit}>
        <PublishFields
          form={form}
          lecture={lecture}
          fault={asked && fault ? t(`studio.${fault}`) : undefined}
          onChange={(changed) => setChosen({ form: changed, seen })}
        />
        {isTheirs && (
          <Theirs
            label={t('studio.tab_publish')}
            onTake={() => void attempt(async () => setChosen(null))}
            onKeep={() => void attempt(() => publish(lecture))}
          >
            {standing(lecture)}
          </Theirs>
        )}
        {error && !isTheirs && (
          <p class={styles.error} role="alert">
            {error.code === 'edited_meanwhile' ? t('studio.publishedMeanwhile') : error.words[language.value]}
          </p>
        )}
        <div class={styles.row}>
          <Button look="primary" type="submit" busy={busy}>
            {isDraft
              ? t(isLater(form, new Date()) ? 'studio.schedule' : 'studio.publish')
              : t('studio.savePublishing')}
          </Button>
          {!isDraft && (
            <Button
              busy={busy}
              onClick={() => void attempt(() => save({ visibility: 'draft' }, t('studio.unpublished')))}
            >
              {t('studio.unpublish')}
            </Button>
          )}
        </div>
      </form>
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
        <p>{t('studio.deleteLectureBody', { title: localized(lecture.title, lecture.titleEn) })}</p>
      </Confirm>
    </div>
  );
}

/** Who can see it now, and until when, in a sentence or two. */
function standing({ phase, visibility, audience, publicFrom, publicUntil }: Lecture): string {
  const words = {
    from: publicFrom ? dayAndTime(publicFrom) : '',
    until: publicUntil ? dayAndTime(publicUntil) : '',
    audience: audienceName(audience),
  };
  if (phase === 'draft' || phase === 'ended') return t(`studio.stands_${phase}`, words);
  const now = t(phase === 'scheduled' ? 'studio.stands_scheduled' : `studio.stands_${visibility}`, words);
  return publicUntil ? `${now} ${t('studio.standsUntil', words)}` : now;
}

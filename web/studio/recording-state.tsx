/** How a lecture's recording stands: one line that is true, and what can be done about it. */
import { useState } from 'preact/hooks';
import type { RecordingStatus } from '../../server/contract/recordings.ts';
import { ApiFailure, api } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { recordingStateName } from '../i18n/vocabulary.ts';
import { Badge } from '../ui/badge.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { duration, percent } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Confirm } from './confirm.tsx';
import { isFinal } from './live.ts';
import styles from './recording-state.module.css';
import { ownItems } from './upload/dock.tsx';
import { shareSent } from './upload/face.ts';
import { paces } from './upload/queue.ts';

interface RecordingStateProps {
  lectureId: string;
  title: string;
  recording: RecordingStatus | null;
  /** called after a transcode was stopped or tried again */
  onChange: () => void;
}

export function RecordingState({ lectureId, title, recording, onChange }: RecordingStateProps) {
  const uploading = ownItems().find((item) => item.lectureId === lectureId && item.step !== 'done');
  return (
    <div class={styles.state}>
      {uploading && (
        <Share
          words={t('studio.stateUploading')}
          share={shareSent(uploading, paces.value.get(uploading.id)?.sent)}
          label={`${title}: ${t('studio.stateUploading')}`}
        />
      )}
      {!uploading && !recording && (
        <p>
          <Badge>{t('studio.stateNone')}</Badge>
        </p>
      )}
      {recording && <Recording {...{ lectureId, title, recording, onChange }} />}
    </div>
  );
}

function Recording({
  lectureId,
  title,
  recording,
  onChange,
}: RecordingStateProps & { recording: RecordingStatus }) {
  const [stopping, setStopping] = useState(false);
  const [error, setError] = useState<ApiFailure | null>(null);
  const { state, waiting } = recording;
  const calling = waiting ? 'withdraw' : 'stop';
  const name = recordingStateName(state);
  const path = `/api/lectures/${lectureId}/recording`;

  async function retry(): Promise<void> {
    setError(null);
    try {
      await api.post(`${path}/retry`);
      onChange();
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setError(cause);
    }
  }

  async function stop(): Promise<void> {
    await api.delete(path);
    onChange();
  }

  return (
    <>
      {state === 'transcoding' || state === 'trimming' ? (
        <Share
          words={name}
          share={recording.progress}
          secondsLeft={recording.secondsLeft}
          label={`${title}: ${name}`}
        />
      ) : (
        <p>
          <Badge
            tone={
              state === 'ready'
                ? 'success'
                : state === 'rejected' || state === 'failed'
                  ? 'danger'
                  : 'neutral'
            }
          >
            {name}
          </Badge>
        </p>
      )}
      {state === 'transcoding' && recording.playable && !waiting && (
        <p class={styles.hint}>{t('studio.statePlayable')}</p>
      )}
      {recording.error && <p class={styles.hint}>{recording.error.message[language.value]}</p>}
      {state === 'cancelled' && <p class={styles.hint}>{t('studio.hint_cancelled')}</p>}
      {waiting && <p class={styles.hint}>{t(isFinal(state) ? 'studio.staysPlaying' : 'studio.waits')}</p>}
      {error && (
        <p class={styles.error} role="alert">
          {error.words[language.value]}
        </p>
      )}
      <div class={styles.actions}>
        {(waiting || !isFinal(state)) && (
          <Button size="small" look="text" onClick={() => setStopping(true)}>
            {t(`studio.${calling}`)}
          </Button>
        )}
        {(state === 'failed' || state === 'cancelled') && (
          <Button size="small" onClick={() => void retry()}>
            {t('studio.retry')}
          </Button>
        )}
        {(state === 'rejected' || state === 'cancelled') && (
          <ButtonLink size="small" href={`/studio/lectures/${lectureId}?tab=video`}>
            {t('studio.replace')}
          </ButtonLink>
        )}
      </div>
      <Confirm
        title={t(`studio.${calling}Title`)}
        open={stopping}
        onClose={() => setStopping(false)}
        onConfirm={stop}
        confirm={t(`studio.${calling}`)}
        keep={t(`studio.${calling}Keep`)}
      >
        <p>{t(`studio.${calling}Body`, { title })}</p>
      </Confirm>
    </>
  );
}

interface ShareProps {
  words: string;
  share: number;
  secondsLeft?: number | null;
  label: string;
}

function Share({ words, share, secondsLeft, label }: ShareProps) {
  return (
    <>
      <p class={styles.words}>
        {words} <strong>{percent(share)}</strong>
        {secondsLeft != null && (
          <span class={styles.left}>
            {t('studio.timeLeft', { time: duration(Math.max(1, secondsLeft)) })}
          </span>
        )}
      </p>
      <ProgressBar share={share} label={label} />
    </>
  );
}

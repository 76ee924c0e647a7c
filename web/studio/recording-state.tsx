/** How a lecture stands: one line that is true of what is uploaded and of its recording, and what can be done about it. */
import { useState } from 'preact/hooks';
import type { RecordingStatus } from '../../server/contract/recordings.ts';
import { api } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { language, t } from '../i18n/i18n.ts';
import { recordingStateName } from '../i18n/vocabulary.ts';
import { Badge } from '../ui/badge.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Confirm } from './confirm.tsx';
import type { Live } from './follow.ts';
import { isFinal } from './live.ts';
import styles from './recording-state.module.css';
import { Share } from './share.tsx';
import { Uploads, uploadsOf } from './uploads.tsx';

interface RecordingStateProps {
  lectureId: string;
  title: string;
  live: Live;
  /** called after a transcode was stopped or tried again */
  onChange: () => void;
}

export function RecordingState({ lectureId, title, live, onChange }: RecordingStateProps) {
  const { recording, uploads, noWorker } = live;
  const sent = uploadsOf(lectureId, uploads, recording !== null);
  return (
    <div class={styles.state}>
      <Uploads title={title} {...sent} />
      {!sent.own && sent.others.length === 0 && !recording && (
        <p>
          <Badge>{t('studio.stateNone')}</Badge>
        </p>
      )}
      {recording && <Recording {...{ lectureId, title, recording, noWorker, onChange }} />}
    </div>
  );
}

interface RecordingProps extends Omit<RecordingStateProps, 'live'> {
  recording: RecordingStatus;
  noWorker: boolean;
}

function Recording({ lectureId, title, recording, noWorker, onChange }: RecordingProps) {
  const [stopping, setStopping] = useState(false);
  const [error, attempt] = useAttempt();
  const { state, waiting } = recording;
  const calling = waiting ? 'withdraw' : 'stop';
  const name = recordingStateName(state);
  const path = `/api/lectures/${lectureId}/recording`;

  async function retry(): Promise<void> {
    await api.post(`${path}/retry`);
    onChange();
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
      {noWorker && !isFinal(state) && <p class={styles.hint}>{t('studio.noWorker')}</p>}
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
          <Button size="small" onClick={() => void attempt(retry)}>
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

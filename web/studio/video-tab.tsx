/** 영상: how the recording stands, and replacing it. */
import type { Lecture } from '../../server/contract/lectures.ts';
import type { RecordingStatus } from '../../server/contract/recordings.ts';
import { localized, t } from '../i18n/i18n.ts';
import { ButtonLink } from '../ui/button.tsx';
import { bytes, dayOfTime, duration } from '../ui/format.ts';
import type { Hand } from './at-hand.tsx';
import styles from './editor.module.css';
import { FileButton } from './file-button.tsx';
import type { Live } from './follow.ts';
import { acceptOf, limitWords, useUploadLimits } from './limits.ts';
import { Objections } from './objections.tsx';
import { PosterChooser } from './poster-chooser.tsx';
import { RecordingState } from './recording-state.tsx';
import { mayTrim } from './trim/may-trim.ts';
import { ownItems } from './upload/dock.tsx';
import { isAsking } from './upload/item.ts';
import { useUpload } from './use-upload.ts';

interface VideoTabProps {
  lecture: Lecture;
  live: Live;
  hand: Hand;
  onChange: () => void;
}

export function VideoTab({ lecture, live, hand, onChange }: VideoTabProps) {
  const { recording } = live;
  const { data: limits } = useUploadLimits();
  const { objections, upload } = useUpload(limits);
  const sound = recording?.sound && soundWords(recording.sound);
  const uploading = ownItems().some(
    (item) => item.lectureId === lecture.id && item.step !== 'done' && !isAsking(item),
  );
  return (
    <div class={styles.form}>
      <RecordingState
        lectureId={lecture.id}
        title={localized(lecture.title, lecture.titleEn)}
        live={live}
        onChange={onChange}
      />
      {recording && (
        <dl class={styles.facts}>
          <dt>{t('studio.fileName')}</dt>
          <dd>{recording.name}</dd>
          {recording.bytes > 0 && (
            <>
              <dt>{t('studio.fileSize')}</dt>
              <dd>{bytes(recording.bytes)}</dd>
            </>
          )}
          {recording.duration !== null && (
            <>
              <dt>{t('studio.duration')}</dt>
              <dd>{duration(recording.duration)}</dd>
            </>
          )}
          {sound && (
            <>
              <dt>{t('studio.sound')}</dt>
              <dd>{sound}</dd>
            </>
          )}
          <dt>{t('studio.uploadedAt')}</dt>
          <dd>{dayOfTime(recording.createdAt)}</dd>
        </dl>
      )}
      {!uploading && mayTrim(recording) && (
        <div class={styles.below}>
          <ButtonLink href={`/studio/lectures/${lecture.id}/trim`}>{t('studio.trim')}</ButtonLink>
          <p class={styles.hint}>{t('studio.trimHint')}</p>
        </div>
      )}
      {!uploading && (
        <div class={styles.below}>
          <FileButton
            look={recording ? 'tertiary' : 'primary'}
            accept={acceptOf(limits)}
            findable
            onFiles={(files) => void upload(files, lecture.id)}
          >
            {recording ? t('studio.replace') : t('studio.addFile')}
          </FileButton>
          {recording?.playable && <p class={styles.hint}>{t('studio.replaceHint')}</p>}
          {limits && <p class={styles.hint}>{t('studio.uploadLimits', limitWords(limits))}</p>}
          <Objections sentences={objections} />
        </div>
      )}
      <PosterChooser {...{ lecture, recording, hand, onChange }} changed={live.changed.poster} />
    </div>
  );
}

/** What staff should know of a file's sound; null when it is as one expects. */
function soundWords({ tracks, used }: NonNullable<RecordingStatus['sound']>): string | null {
  if (tracks === 0) return t('studio.sound_none');
  if (!used) return t('studio.sound_unread');
  return tracks > 1 ? t('studio.sound_several', { count: tracks }) : null;
}

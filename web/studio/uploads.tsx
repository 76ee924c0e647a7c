/** What is being uploaded to a lecture: from this browser, and by anybody else who manages it. */
import type { UploadStatus } from '../../server/contract/recordings.ts';
import { t } from '../i18n/i18n.ts';
import { bytes, dayAndTime } from '../ui/format.ts';
import styles from './recording-state.module.css';
import { Share } from './share.tsx';
import { ownItems } from './upload/dock.tsx';
import { faceOf, shareSent, WITH_BAR, wordOf } from './upload/face.ts';
import { type UploadItem, uploadIdOf } from './upload/item.ts';
import { paces } from './upload/queue.ts';

interface Sent {
  own: UploadItem | undefined;
  others: readonly UploadStatus[];
}

/**
 * @param uploads what the server knows; of one's own this browser knows more
 * @param recorded whether the page knows of a recording
 */
export function uploadsOf(lectureId: string, uploads: readonly UploadStatus[], recorded: boolean): Sent {
  const items = ownItems();
  return {
    own: items.find((item) => item.lectureId === lectureId && (item.step !== 'done' || !recorded)),
    others: uploads.filter(({ id }) => !items.some((item) => uploadIdOf(item) === id)),
  };
}

export function Uploads({ title, own, others }: Sent & { title: string }) {
  return (
    <>
      {own && <Own title={title} item={own} />}
      {others.map((upload) => (
        <Other key={upload.id} title={title} upload={upload} />
      ))}
    </>
  );
}

function Own({ title, item }: { title: string; item: UploadItem }) {
  const pace = paces.value.get(item.id);
  const face = faceOf(item, pace !== undefined);
  const words = t(wordOf(face));
  if (!WITH_BAR[face]) return <p class={styles.words}>{words}</p>;
  return <Share words={words} share={shareSent(item, pace?.sent)} label={`${title}: ${words}`} />;
}

function Other({ title, upload }: { title: string; upload: UploadStatus }) {
  const { name, by, received, stillSince } = upload;
  const words = t(
    received === upload.bytes
      ? 'studio.face_finishing'
      : stillSince === null
        ? 'studio.stateUploading'
        : 'studio.face_paused',
  );
  const facts = { name, by, sent: bytes(received), total: bytes(upload.bytes) };
  return (
    <>
      <Share
        words={words}
        share={shareSent({ bytes: upload.bytes, sent: received }, undefined)}
        label={`${title}: ${words}`}
      />
      <p class={styles.hint}>{t('studio.uploadedBy', facts)}</p>
      {stillSince !== null && (
        <p class={styles.hint}>{t('studio.stillSince', { time: dayAndTime(stillSince) })}</p>
      )}
    </>
  );
}

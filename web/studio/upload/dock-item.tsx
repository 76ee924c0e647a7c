/** One file in the dock. */
import { useEffect, useState } from 'preact/hooks';
import { language, localized, t } from '../../i18n/i18n.ts';
import { announce } from '../../ui/announce.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { bytes, duration, percent } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { FileButton } from '../file-button.tsx';
import { CancelUpload } from './cancel-upload.tsx';
import type { Pace } from './channel.ts';
import styles from './dock.module.css';
import { type Face, faceOf, shareSent, WITH_BAR } from './face.ts';
import type { UploadItem } from './item.ts';
import { secondsLeft } from './pace.ts';
import { dismiss, giveFile, openFile, pause, resume, uploadAnyway } from './queue.ts';

export function DockItem({ item, pace }: { item: UploadItem; pace: Pace | undefined }) {
  const [cancelling, setCancelling] = useState(false);
  const [pickedOther, setPickedOther] = useState(false);
  const face = faceOf(item, pace !== undefined);
  const share = shareSent(item, pace?.sent);

  useEffect(() => {
    if (face === 'refused' || face === 'file_closed' || face === 'file_missing' || face === 'same')
      announce(`${item.name}: ${t(`studio.face_${face}`)}`);
  }, [face, item.name]);

  async function pick(file: File | undefined): Promise<void> {
    if (file) setPickedOther(!(await giveFile(item, file)));
  }

  return (
    <li class={styles.item}>
      <p class={styles.name}>
        {item.lectureId === null ? item.name : <a href={`/studio/lectures/${item.lectureId}`}>{item.name}</a>}
      </p>
      {WITH_BAR[face] && <ProgressBar share={share} label={item.name} />}
      <p class={styles.state}>
        <Phrase item={item} face={face} />
        {face === 'sending' && <Numbers item={item} pace={pace} share={share} />}
        {(face === 'paused' || face === 'file_closed' || face === 'file_missing') && (
          <span>{percent(share)}</span>
        )}
      </p>
      {face === 'same' && item.same && (
        <p class={styles.hint}>
          {localized(item.same.title, item.same.titleEn)}
          {item.same.inBin && ` · ${t('studio.sameInBin')}`}
        </p>
      )}
      {item.course && <p class={styles.hint}>{t('studio.placedIn', { course: item.course })}</p>}
      {item.trouble && <p class={styles.trouble}>{item.trouble[language.value]}</p>}
      {pickedOther && (
        <p class={styles.trouble} role="alert">
          {t('studio.pickedOther', { name: item.name, size: bytes(item.bytes) })}
        </p>
      )}
      {face === 'sending' && item.kept === false && (
        <p class={styles.hint}>{t(item.handle ? 'studio.keptWhereItLies' : 'studio.notKept')}</p>
      )}
      <div class={styles.actions}>
        {(face === 'sending' || face === 'waiting') && (
          <Button size="small" onClick={() => void pause(item.id)}>
            {t('studio.pause')}
          </Button>
        )}
        {face === 'same' && item.same && (
          <>
            <ButtonLink
              size="small"
              href={item.same.inBin ? '/studio/bin' : `/studio/lectures/${item.same.lectureId}`}
            >
              {t(item.same.inBin ? 'studio.goToBin' : 'studio.goToSame')}
            </ButtonLink>
            <Button size="small" onClick={() => void uploadAnyway(item)}>
              {t('studio.uploadAnyway')}
            </Button>
          </>
        )}
        {face === 'paused' && (
          <Button size="small" onClick={() => void resume(item.id)}>
            {t('studio.resume')}
          </Button>
        )}
        {(face === 'retrying' || face === 'refused') && (
          <Button size="small" onClick={() => void resume(item.id)}>
            {t('studio.retryNow')}
          </Button>
        )}
        {face === 'file_closed' && (
          <Button size="small" onClick={() => void openFile(item)}>
            {t('studio.resume')}
          </Button>
        )}
        {(face === 'file_closed' || face === 'file_missing') && (
          <FileButton
            size="small"
            {...(face === 'file_closed' && { look: 'text' })}
            accept=""
            findable
            onFiles={([file]) => void pick(file)}
          >
            {t('studio.pickAgain')}
          </FileButton>
        )}
        {face === 'done' || face === 'same' ? (
          <Button size="small" look="text" onClick={() => void dismiss(item.id)}>
            {t('studio.dismiss')}
          </Button>
        ) : (
          face !== 'ending' && (
            <Button size="small" look="text" onClick={() => setCancelling(true)}>
              {t('studio.cancelUpload')}
            </Button>
          )
        )}
      </div>
      <CancelUpload item={item} open={cancelling} onClose={() => setCancelling(false)} />
    </li>
  );
}

function Phrase({ item, face }: { item: UploadItem; face: Face }) {
  const seconds = useCountdown(face === 'retrying' ? item.retryAt : null);
  // With words from the server the line is up: they stand below.
  const key = face === 'retrying' && item.trouble ? 'studio.retryingLater' : (`studio.face_${face}` as const);
  return <span>{t(key, { seconds })}</span>;
}

function Numbers({ item, pace, share }: { item: UploadItem; pace: Pace | undefined; share: number }) {
  const left = secondsLeft(item.bytes * (1 - share), pace?.speed ?? null);
  return (
    <>
      <span>{percent(share)}</span>
      <span>{t('studio.sentOf', { sent: bytes(item.bytes * share), total: bytes(item.bytes) })}</span>
      {pace?.speed != null && <span>{t('studio.speed', { speed: bytes(pace.speed) })}</span>}
      {left !== null && <span>{t('studio.timeLeft', { time: duration(Math.max(1, left)) })}</span>}
    </>
  );
}

/** Whole seconds until an instant, counted down; 0 without one. */
function useCountdown(until: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (until === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [until]);
  return until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
}

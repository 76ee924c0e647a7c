import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { bytes, dayOfTime } from '../ui/format.ts';
import { forgetKept, type KeptLecture } from './kept.ts';
import styles from './offline.module.css';

/** What is kept of a lecture, and the way to remove it. */
export function KeptCopy({ kept, onRemoved }: { kept: KeptLecture; onRemoved: () => void }) {
  const { rung, since, lecture } = kept;
  async function remove() {
    await forgetKept(lecture.id);
    announce(t('offline.removed'));
    onRemoved();
  }
  return (
    <div class={styles.parts}>
      <p>{t('offline.keptOn', { rung: rung.height, size: bytes(rung.bytes), day: dayOfTime(since) })}</p>
      <p class={styles.note}>{t('offline.what')}</p>
      <NotGranted />
      <div class={styles.actions}>
        <ButtonLink href="/my?tab=kept">{t('offline.kept')}</ButtonLink>
        <Button look="danger" onClick={remove}>
          {t('offline.remove')}
        </Button>
      </div>
    </div>
  );
}

/** Says so where the browser may remove what is kept. */
export function NotGranted() {
  const granted = useLoad('persisted', async () => (await navigator.storage?.persisted?.()) ?? false);
  return granted.data === false ? <p class={styles.note}>{t('offline.notGranted')}</p> : null;
}

/** Making the frame at which the player stands the poster. */
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { clock } from '../ui/format.ts';
import type { Hand } from './at-hand.tsx';
import styles from './poster-chooser.module.css';

interface PosterFrameProps {
  hand: Hand;
  busy: boolean;
  /** @param frame of the recording that plays, at seconds */
  onUse: (frame: { recordingId: string; at: number }) => Promise<boolean>;
}

export function PosterFrame({ hand: { media, playback }, busy, onUse }: PosterFrameProps) {
  const recordingId = playback?.recordingId ?? null;

  async function use(): Promise<void> {
    const at = media.video?.currentTime;
    if (at === undefined || recordingId === null) return;
    media.pause();
    await onUse({ recordingId, at });
  }

  return (
    <fieldset class={styles.frame}>
      <legend class="visually-hidden">{t('studio.posterFrame')}</legend>
      <p>{t('studio.posterFrameLead')}</p>
      <div>
        <Button look="secondary" busy={busy || recordingId === null} onClick={() => void use()}>
          {t('studio.posterFrameUse')} ({clock(media.time.value)})
        </Button>
      </div>
    </fieldset>
  );
}

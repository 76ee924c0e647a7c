/** The player, to stop where a frame shall become the poster. */
import { useMemo, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Media } from '../player/media.ts';
import { Button } from '../ui/button.tsx';
import { clock } from '../ui/format.ts';
import styles from './poster-chooser.module.css';
import { Preview } from './preview.tsx';

interface PosterFrameProps {
  lectureId: string;
  title: string;
  busy: boolean;
  /** @param frame of the recording that plays, at seconds */
  onUse: (frame: { recordingId: string; at: number }) => Promise<boolean>;
}

export function PosterFrame({ lectureId, title, busy, onUse }: PosterFrameProps) {
  const media = useMemo(() => new Media(), []);
  const [recordingId, setRecordingId] = useState<string | null>(null);

  async function use(): Promise<void> {
    const at = media.video?.currentTime;
    if (at === undefined || recordingId === null) return;
    media.video?.pause();
    await onUse({ recordingId, at });
  }

  return (
    <fieldset class={styles.frame}>
      <legend class="visually-hidden">{t('studio.posterFrame')}</legend>
      <p>{t('studio.posterFrameLead')}</p>
      <Preview
        lectureId={lectureId}
        title={title}
        media={media}
        start={0}
        onPlayback={(playback) => setRecordingId(playback.recordingId)}
      />
      <div>
        <Button look="secondary" busy={busy || recordingId === null} onClick={() => void use()}>
          {t('studio.posterFrameUse')} ({clock(media.time.value)})
        </Button>
      </div>
    </fieldset>
  );
}

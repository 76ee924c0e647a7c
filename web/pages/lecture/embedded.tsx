/** A lecture within another site's page: its title, which leads to the lecture here, and its player. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Lecture } from '../../../server/contract/lectures.ts';
import { siteTitle } from '../../frame/institution.ts';
import { language, localized, t } from '../../i18n/i18n.ts';
import type { Load } from '../../load.ts';
import { Media } from '../../player/media.ts';
import { Player } from '../../player/player.tsx';
import { startOf } from '../../player/start.ts';
import type { Playing } from './data.ts';
import { useDevice } from './device.ts';
import styles from './embedded.module.css';
import { useReport } from './report.ts';

interface EmbeddedProps {
  id: string;
  lecture: Load<Lecture>;
  playback: Load<Playing>;
  /** a second to begin at, as the address says it */
  asked: string | undefined;
}

export default function Embedded({ id, lecture, playback, asked }: EmbeddedProps) {
  const failure = lecture.error ?? playback.error;
  const { data } = lecture;
  return (
    <div class={styles.page}>
      <h1 class={styles.title}>
        <a href={`/lectures/${id}`} target="_blank" rel="noopener">
          <span>{data && localized(data.title, data.titleEn)}</span>
          <small>{t('player.embedded', { site: siteTitle() })}</small>
        </a>
      </h1>
      {failure ? (
        <p class={styles.failure} role="alert">
          {failure.words[language.value]}
        </p>
      ) : (
        data &&
        playback.data && (
          <Playable lecture={data} playback={playback.data} asked={asked} onGone={playback.reload} />
        )
      )}
    </div>
  );
}

interface PlayableProps {
  lecture: Lecture;
  playback: Playing;
  asked: string | undefined;
  /** called when the media is no longer given */
  onGone: () => void;
}

function Playable({ lecture, playback, asked, onGone }: PlayableProps) {
  const media = useMemo(() => new Media(), []);
  const start = useRef(startOf(asked, playback.position, playback.duration)).current;
  const gone = media.failure.value === 'gone';
  useEffect(() => {
    if (gone) onGone();
  }, [gone]);
  useReport(lecture.id, playback, media, () => {});
  useDevice({ ...lecture, next: null }, playback, media);
  return (
    <div class={styles.player}>
      <Player
        title={localized(lecture.title, lecture.titleEn)}
        playback={playback}
        media={media}
        start={start}
      />
    </div>
  );
}

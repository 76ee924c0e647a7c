/** A lecture's picture, 16:9, with its duration and how much of it was watched. */
import type { LectureSummary } from '../../server/contract/lectures.ts';
import { t } from '../i18n/i18n.ts';
import { clock, duration } from './format.ts';
import { Icon } from './icon.tsx';
import styles from './poster.module.css';

interface PosterProps {
  lecture: Pick<LectureSummary, 'posterUrl' | 'duration' | 'progress'>;
  /** The first picture of a page is fetched at once, others when they come near. */
  first?: boolean;
}

export function Poster({ lecture, first = false }: PosterProps) {
  const { posterUrl, progress } = lecture;
  return (
    <div class={styles.poster}>
      {posterUrl ? (
        <img
          class={styles.picture}
          src={posterUrl}
          alt=""
          width="640"
          height="360"
          loading={first ? 'eager' : 'lazy'}
          fetchpriority={first ? 'high' : 'auto'}
          decoding="async"
        />
      ) : (
        <span class={styles.none}>
          <Icon name="play" size={40} />
        </span>
      )}
      {lecture.duration !== null && (
        <span class={styles.duration}>
          <span class="visually-hidden">{t('pages.durationIs', { time: duration(lecture.duration) })}</span>
          <span aria-hidden="true">{clock(lecture.duration)}</span>
        </span>
      )}
      {progress && (
        <span class={styles.line}>
          <span class={styles.seen} style={{ transform: `scaleX(${Math.min(1, progress.share)})` }} />
        </span>
      )}
    </div>
  );
}

/** The lecture shown large: where one stopped, else the newest. */
import type { LectureSummary } from '../../../server/contract/lectures.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { duration, percent } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { byline } from '../../ui/lecture-card.tsx';
import { Loading } from '../../ui/notes.tsx';
import { Poster } from '../../ui/poster.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './feature.module.css';

export function Feature({ lecture, resumed }: { lecture: LectureSummary; resumed: boolean }) {
  const { progress } = lecture;
  return (
    <article class={styles.feature}>
      <div class={styles.picture}>
        <Poster lecture={lecture} first />
      </div>
      <div class={styles.words}>
        <p class={styles.kind}>{t(resumed ? 'pages.resume' : 'pages.newest')}</p>
        <h2 class={styles.title}>
          <a class={styles.link} href={`/lectures/${lecture.id}`}>
            {localized(lecture.title, lecture.titleEn)}
          </a>
        </h2>
        <p class={styles.about}>{byline(lecture)}</p>
        {resumed && progress && lecture.duration !== null && (
          <p class={styles.about}>
            {t('pages.watchedShare', { share: percent(progress.share) })} ·{' '}
            {t('pages.minutesLeft', { time: duration(Math.max(0, lecture.duration - progress.position)) })}
          </p>
        )}
        <p class={styles.button} aria-hidden="true">
          <Icon name="play" size={20} filled />
          {t(resumed ? 'pages.resume' : 'pages.play')}
        </p>
      </div>
    </article>
  );
}

/** The large lecture while it is loading: line for line as high as it will be. */
export function FeatureSkeleton() {
  return (
    <div class={styles.feature}>
      <Loading />
      <div class={styles.picture}>
        <Skeleton ratio="16 / 9" />
      </div>
      <div class={styles.words}>
        <p class={styles.kind}>
          <Skeleton width="8rem" height="1lh" />
        </p>
        <p class={styles.title}>
          <Skeleton height="1lh" />
        </p>
        <p class={styles.about}>
          <Skeleton width="60%" height="1lh" />
        </p>
        <p class={styles.coming}>
          <Skeleton width="14rem" height="5.6rem" />
        </p>
      </div>
    </div>
  );
}

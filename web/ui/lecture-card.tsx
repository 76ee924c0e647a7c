/** A lecture as a card: the whole of it is one link. */
import type { LectureSummary } from '../../server/contract/lectures.ts';
import { localized, t } from '../i18n/i18n.ts';
import { audienceName } from '../i18n/vocabulary.ts';
import { Badge } from './badge.tsx';
import { day, percent } from './format.ts';
import styles from './lecture-card.module.css';
import { Poster } from './poster.tsx';
import { Skeleton } from './skeleton.tsx';

/** `level` is that of the heading: one under the heading of the section the card stands in. */
export function LectureCard({ lecture, level = 3 }: { lecture: LectureSummary; level?: 2 | 3 }) {
  const Heading = `h${level}` as const;
  const { progress } = lecture;
  return (
    <article class={styles.card}>
      <Poster lecture={lecture} />
      <div class={styles.words}>
        <p class={styles.badges}>
          <Badge tone="primary">{audienceName(lecture.audience)}</Badge>
          {progress?.completed && <Badge tone="success">{t('pages.completed')}</Badge>}
        </p>
        <Heading class={styles.title}>
          <a class={styles.link} href={`/lectures/${lecture.id}`}>
            {localized(lecture.title, lecture.titleEn)}
          </a>
        </Heading>
        <p class={styles.about}>{byline(lecture)}</p>
        {progress && !progress.completed && (
          <p class="visually-hidden">{t('pages.watchedShare', { share: percent(progress.share) })}</p>
        )}
      </div>
    </article>
  );
}

/** Instructor · day of the session, as far as they are known. */
export function byline(lecture: LectureSummary): string {
  const instructor = localized(lecture.instructor, lecture.instructorEn);
  return [instructor, lecture.sessionDate && day(lecture.sessionDate)].filter(Boolean).join(' · ');
}

/** A card that is still loading. */
export function LectureCardSkeleton() {
  return (
    <div class={styles.card} aria-hidden="true">
      <Skeleton ratio="16 / 9" />
      <div class={styles.words}>
        <Skeleton width="6rem" height="2.4rem" />
        <Skeleton height="2.7rem" />
        <Skeleton width="60%" height="2.2rem" />
      </div>
    </div>
  );
}

/** Under the player: what the lecture is. */
import type { Course } from '../../../server/contract/courses.ts';
import type { Lecture } from '../../../server/contract/lectures.ts';
import type { Playback } from '../../../server/contract/playback.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { audienceName, visibilityName } from '../../i18n/vocabulary.ts';
import type { Media } from '../../player/media.ts';
import { Badge } from '../../ui/badge.tsx';
import { day, dayAndTime, duration, number } from '../../ui/format.ts';
import styles from './about.module.css';
import { AudioOnly } from './audio-only.tsx';
import { Keep } from './keep.tsx';
import { Share } from './share.tsx';

/** Which of the course's lectures this is, in words; nothing while the course is unknown. */
function placeIn(course: Course | undefined, lecture: Lecture): string {
  const at = course?.lectures.findIndex((other) => other.id === lecture.id) ?? -1;
  return course && at >= 0 ? t('player.courseAt', { n: at + 1, of: course.lectures.length }) : '';
}

export function Heading({ lecture, course }: { lecture: Lecture; course: Course | undefined }) {
  return (
    <div class={styles.heading}>
      {lecture.courseId && lecture.courseTitle && (
        <p class={styles.course}>
          <a href={`/courses/${lecture.courseId}`}>{localized(lecture.courseTitle, lecture.courseTitleEn)}</a>
          <span>{placeIn(course, lecture)}</span>
        </p>
      )}
      <h1>{localized(lecture.title, lecture.titleEn)}</h1>
      <p class={styles.badges}>
        <Badge tone="primary">{audienceName(lecture.audience)}</Badge>
        {lecture.visibility === 'draft' && <Badge tone="warning">{t('player.draft')}</Badge>}
        {['unlisted', 'signed_in', 'audience'].includes(lecture.visibility) && (
          <Badge>{visibilityName(lecture.visibility)}</Badge>
        )}
      </p>
    </div>
  );
}

interface FactsProps {
  lecture: Lecture;
  playback: Playback;
  media: Media;
}

export function Facts({ lecture, playback, media }: FactsProps) {
  const facts = [
    [t('player.instructor'), localized(lecture.instructor, lecture.instructorEn)],
    [t('player.venue'), localized(lecture.venue, lecture.venueEn)],
    [t('player.sessionDate'), lecture.sessionDate && day(lecture.sessionDate)],
    [t('player.length'), lecture.duration && duration(lecture.duration)],
    [t('player.views'), number(lecture.views)],
    [t('player.until'), lecture.publicUntil && dayAndTime(lecture.publicUntil)],
  ].filter(([, value]) => value);
  return (
    <div class={styles.facts}>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class={styles.actions}>
        <Share lectureId={lecture.id} media={media} />
        {playback.complete && <Keep lecture={lecture} />}
        {playback.audioManifest && <AudioOnly seconds={playback.duration} />}
      </div>
    </div>
  );
}

export function Summary({ lecture }: { lecture: Lecture }) {
  const text = localized(lecture.summary, lecture.summaryEn);
  if (!text) return null;
  return (
    <section class={styles.summary}>
      <h2>{t('player.summary')}</h2>
      <p>{text}</p>
    </section>
  );
}

export function Next({ lecture }: { lecture: Lecture }) {
  if (!lecture.next) return null;
  return (
    <a class={styles.next} href={`/lectures/${lecture.next.id}`}>
      <span>{t('player.next')}</span>
      <strong>{localized(lecture.next.title, lecture.next.titleEn)}</strong>
    </a>
  );
}

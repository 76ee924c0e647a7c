import type { LectureSummary } from '../../../server/contract/lectures.ts';
import { reasons } from '../../completion/reasons.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { dayOfTime, duration, percent } from '../../ui/format.ts';
import { Poster } from '../../ui/poster.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './watched-row.module.css';

/** A lecture one has watched, with how far and when; leads to where one stopped. */
export function WatchedRow({ lecture }: { lecture: LectureSummary }) {
  const { progress } = lecture;
  const course = lecture.courseTitle && localized(lecture.courseTitle, lecture.courseTitleEn);
  const left =
    progress && !progress.completed && lecture.duration !== null
      ? t('pages.minutesLeft', { time: duration(lecture.duration * (1 - progress.share)) })
      : undefined;
  return (
    <li class={styles.row}>
      <div>
        <Poster lecture={{ ...lecture, progress: null }} />
      </div>
      <div class={styles.words}>
        {course && <p class={styles.note}>{course}</p>}
        <h2 class={styles.title}>
          <a class={styles.link} href={`/lectures/${lecture.id}`}>
            {localized(lecture.title, lecture.titleEn)}
          </a>
        </h2>
        {progress && (
          <>
            <p class={styles.note}>
              {[
                reasons(progress.missing, { rule: lecture.rule, seconds: lecture.duration ?? 0 }) ||
                  t('pages.watchedShare', { share: percent(progress.share) }),
                left,
                t('pages.lastWatched', { day: dayOfTime(progress.watchedAt) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <ProgressBar share={progress.share} />
          </>
        )}
      </div>
    </li>
  );
}

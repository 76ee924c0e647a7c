/** The lectures of a course in order, each with how far one is. */
import type { LectureSummary } from '../../../server/contract/lectures.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { duration, percent } from '../../ui/format.ts';
import { byline } from '../../ui/lecture-card.tsx';
import { Poster } from '../../ui/poster.tsx';
import styles from './lecture-steps.module.css';
import { StateMark } from './state-mark.tsx';
import { type CourseState, stateOf } from './where-to-go-on.ts';

export function LectureSteps({ lectures }: { lectures: readonly LectureSummary[] }) {
  return (
    <ol>
      {lectures.map((lecture, at) => (
        <Step key={lecture.id} lecture={lecture} place={at + 1} />
      ))}
    </ol>
  );
}

function Step({ lecture, place }: { lecture: LectureSummary; place: number }) {
  const state = stateOf(lecture);
  const words: Record<CourseState, string> = {
    not_started: t('pages.notStarted'),
    watching: t('pages.watchedShare', { share: percent(lecture.progress?.share ?? 0) }),
    completed: t('pages.completed'),
  };
  const about = [byline(lecture), lecture.duration !== null && duration(lecture.duration)];
  return (
    <li class={styles.step}>
      <StateMark state={state} />
      <div class={styles.picture}>
        <Poster lecture={{ ...lecture, duration: null }} />
      </div>
      <div class={styles.words}>
        <h3 class={styles.title}>
          <a class={styles.link} href={`/lectures/${lecture.id}`}>
            {place}. {localized(lecture.title, lecture.titleEn)}
          </a>
        </h3>
        <p class={styles.note}>{about.filter(Boolean).join(' · ')}</p>
        <p class={styles.note}>{words[state]}</p>
      </div>
    </li>
  );
}

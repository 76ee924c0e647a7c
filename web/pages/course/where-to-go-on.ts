/** Where a course goes on for whoever is asking. */
import type { LectureSummary } from '../../../server/contract/lectures.ts';

export type CourseState = 'not_started' | 'watching' | 'completed';

/** One of a lecture's three states, as its progress says. */
export function stateOf({ progress }: Pick<LectureSummary, 'progress'>): CourseState {
  if (!progress) return 'not_started';
  return progress.completed ? 'completed' : 'watching';
}

/** How many of the lectures are completed. */
export function completedCount(lectures: readonly LectureSummary[]): number {
  return lectures.filter((lecture) => lecture.progress?.completed).length;
}

/**
 * The lecture to open: the one watched last if it is not completed, else the first that is not completed, else the
 * first. Undefined for an empty course.
 */
export function nextLecture(lectures: readonly LectureSummary[]): LectureSummary | undefined {
  const begun = lectures.filter((lecture) => stateOf(lecture) === 'watching');
  const latest = begun.sort((a, b) =>
    (b.progress?.watchedAt ?? '').localeCompare(a.progress?.watchedAt ?? ''),
  )[0];
  return latest ?? lectures.find((lecture) => stateOf(lecture) !== 'completed') ?? lectures[0];
}

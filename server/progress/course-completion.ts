/** What completes a course: all of its public lectures. Pure. */
import type { CourseCompletion, CourseMissing } from '../contract/completion.ts';

/** A public lecture of a course, as far as somebody's completion depends on it. */
export type CourseLecture = Omit<CourseMissing, 'what'> & { completed: boolean };

/** The one list of what a course still asks of somebody. @param lectures all public ones, in order */
export function courseCompletion(lectures: readonly CourseLecture[]): CourseCompletion {
  const missing = lectures.flatMap(({ completed, ...lecture }) =>
    completed ? [] : [{ what: 'lecture' as const, ...lecture }],
  );
  return { completed: lectures.length > 0 && missing.length === 0, missing };
}

/** What completes a course: all that it consists of for somebody, and its survey where the rule asks for it. Pure. */
import type { CourseCompletion, CourseMissing, LectureMissing } from '../contract/completion.ts';

/** A lecture of a course, as far as somebody's completion depends on it. */
export type CourseLecture = Omit<LectureMissing, 'what'> & {
  completed: boolean;
  /**
   * the survey is required and not answered, and this was not complete before it came to be required; never of what was
   * completed as staff, who are not asked
   */
  surveyAsked: boolean;
};

/**
 * The one list of what a course still asks of somebody. Whoever had completed every lecture before the survey came to be
 * required had completed the course, and keeps it.
 * @param lectures all that it asks of them, in order
 */
export function courseCompletion(lectures: readonly CourseLecture[]): CourseCompletion {
  const open = lectures.flatMap(({ completed, surveyAsked, ...lecture }): CourseMissing[] =>
    completed ? [] : [{ what: 'lecture', ...lecture }],
  );
  const survey: CourseMissing[] = lectures.some(({ surveyAsked }) => surveyAsked) ? [{ what: 'survey' }] : [];
  const missing = [...open, ...survey];
  return { completed: lectures.length > 0 && missing.length === 0, missing };
}

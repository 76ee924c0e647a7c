/** A course as a form holds it, and as the API takes it. */
import type { CourseChange, CourseSummary, NewCourse } from '../../server/contract/courses.ts';

export type CourseForm = Pick<CourseSummary, 'title' | 'titleEn' | 'summary' | 'summaryEn' | 'audience'>;

export type CourseFaults = Partial<Record<'title', 'required'>>;

/** A course as a form; without one the form of a new course. */
export function courseForm(course: CourseSummary | null): CourseForm {
  return {
    title: course?.title ?? '',
    titleEn: course?.titleEn ?? '',
    summary: course?.summary ?? '',
    summaryEn: course?.summaryEn ?? '',
    audience: course?.audience ?? 'everyone',
  };
}

/** What is wrong, by field; empty when the form can be saved. */
export function courseFaults({ title }: CourseForm): CourseFaults {
  return title.trim() === '' ? { title: 'required' } : {};
}

/** The form as the API takes it. Check the faults first. */
export function courseOf({ title, ...form }: CourseForm): CourseChange & Pick<NewCourse, 'title'> {
  return { ...form, title: title.trim() };
}

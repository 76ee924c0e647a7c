/** A course as a form holds it, and as the API takes it. */
import type { CourseSummary, NewCourse } from '../../server/contract/courses.ts';

export interface CourseForm
  extends Pick<CourseSummary, 'title' | 'titleEn' | 'summary' | 'summaryEn' | 'audience'> {
  /** percent, as people type it */
  share: string;
}

export type CourseFaults = Partial<Record<'title' | 'share', 'required' | 'courseShareInvalid'>>;

/** A course as a form; without one the form of a new course. */
export function courseForm(course: CourseSummary | null): CourseForm {
  return {
    title: course?.title ?? '',
    titleEn: course?.titleEn ?? '',
    summary: course?.summary ?? '',
    summaryEn: course?.summaryEn ?? '',
    audience: course?.audience ?? 'everyone',
    share: String(Math.round((course?.completionShare ?? 0.9) * 100)),
  };
}

/** What is wrong, by field; empty when the form can be saved. */
export function courseFaults({ title, share }: CourseForm): CourseFaults {
  const percent = Number(share);
  return {
    ...(title.trim() === '' && { title: 'required' as const }),
    ...(!(share.trim() !== '' && percent >= 10 && percent <= 100) && {
      share: 'courseShareInvalid' as const,
    }),
  };
}

/** The form as the API takes it. Check the faults first. */
export function courseOf({ share, title, ...form }: CourseForm): NewCourse {
  return { ...form, title: title.trim(), completionShare: Number(share) / 100 };
}

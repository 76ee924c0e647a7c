/** The lecture's details as a form holds them, and as the API takes them. */
import type { Lecture, LectureChange } from '../../server/contract/lectures.ts';
import { changesBetween, type Kept } from './autosave.ts';
import { picked } from './theirs.ts';

type Described = Pick<
  Lecture,
  | 'title'
  | 'titleEn'
  | 'summary'
  | 'summaryEn'
  | 'instructor'
  | 'instructorEn'
  | 'venue'
  | 'venueEn'
  | 'audience'
  | 'field'
  | 'fieldEn'
>;

/** What the fields hold: text, as people type it. */
export interface InfoForm extends Described {
  /** `YYYY-MM-DD`; empty for none */
  sessionDate: string;
  /** separated by commas */
  tags: string;
  tagsEn: string;
  /** empty for none */
  courseId: string;
  courseOrder: string;
}

export type InfoFaults = Partial<
  Record<keyof InfoForm, 'required' | 'dateInvalid' | 'tagsTooMany' | 'orderInvalid'>
>;

const MOST_TAGS = 20;
const LONGEST_TAG = 50;

/** A lecture's details as a form. */
export function infoForm(lecture: Lecture): InfoForm {
  const { title, titleEn, summary, summaryEn, instructor, instructorEn } = lecture;
  const { venue, venueEn, audience, field, fieldEn } = lecture;
  return {
    ...{
      title,
      titleEn,
      summary,
      summaryEn,
      instructor,
      instructorEn,
      venue,
      venueEn,
      audience,
      field,
      fieldEn,
    },
    sessionDate: lecture.sessionDate ?? '',
    tags: lecture.tags.join(', '),
    tagsEn: lecture.tagsEn.join(', '),
    courseId: lecture.courseId ?? '',
    courseOrder: String(lecture.courseOrder),
  };
}

/** Tags as typed, without repeats. */
export function tagsIn(text: string): string[] {
  const tags = text
    .split(/[,，]/u)
    .map((tag) => tag.trim().replace(/^#\s*/u, ''))
    .filter((tag) => tag !== '');
  return [...new Set(tags)];
}

/** What is wrong, by field; empty when the form can be saved. */
export function infoFaults(form: InfoForm): InfoFaults {
  const order = Number(form.courseOrder);
  const tooMany = (tags: string[]) => tags.length > MOST_TAGS || tags.some((tag) => tag.length > LONGEST_TAG);
  return {
    ...(form.title.trim() === '' && { title: 'required' as const }),
    ...(!/^(?:(?:19|20)\d\d-|$)/u.test(form.sessionDate) && { sessionDate: 'dateInvalid' as const }),
    ...(tooMany(tagsIn(form.tags)) && { tags: 'tagsTooMany' as const }),
    ...(tooMany(tagsIn(form.tagsEn)) && { tagsEn: 'tagsTooMany' as const }),
    ...(!(Number.isInteger(order) && order >= 1 && order <= 10_000) && {
      courseOrder: 'orderInvalid' as const,
    }),
  };
}

export type InfoChange = NonNullable<LectureChange['was']>;

/** The form as the API takes it. Check the faults first. */
export function infoChange(form: InfoForm): InfoChange {
  return {
    ...form,
    title: form.title.trim(),
    sessionDate: form.sessionDate || null,
    tags: tagsIn(form.tags),
    tagsEn: tagsIn(form.tagsEn),
    courseId: form.courseId || null,
    courseOrder: Number(form.courseOrder),
  };
}

/**
 * The form of a lecture with what was typed earlier and could not be saved.
 * @param kept null = nothing was
 * @returns `saved`: what the lecture held when it was typed, where it was; `broughtBack`: whether there is such text
 */
export function reopenedInfo(
  lecture: Lecture,
  kept: Kept<InfoChange, InfoForm> | null,
): { form: InfoForm; saved: InfoChange; broughtBack: boolean } {
  const form = infoForm(lecture);
  const stored = infoChange(form);
  if (!kept) return { form, saved: stored, broughtBack: false };
  const typed = { ...form, ...kept.typed };
  const saved = { ...stored, ...kept.saved };
  const changed = Object.keys(changesBetween(saved, infoChange(typed)));
  // what was sent may be stored, and was taken back perhaps
  const names = [...new Set([...changed, ...Object.keys(kept.sent)])] as (keyof InfoForm)[];
  const own = names.filter((name) => name in form);
  const now = { ...form, ...picked(typed, own) };
  return {
    form: now,
    saved: { ...stored, ...picked(saved, own) },
    broughtBack: Object.keys(changesBetween(stored, infoChange(now))).length > 0,
  };
}

/** An announcement as its form has it: times in Korean time, empty for none. Pure. */
import type { Announcement, AnnouncementChange } from '../../server/contract/announcements.ts';
import { t } from '../i18n/i18n.ts';
import type { FieldErrors } from '../pages/sign-in/checks.ts';
import { fieldOf, instantOf } from '../studio/seoul-time.ts';

export type AnnouncementForm = Omit<AnnouncementChange, 'publishedAt' | 'endsAt'> & {
  publishedAt: string;
  endsAt: string;
};

/** @param before null for a new one */
export function announcementForm(before: Announcement | null): AnnouncementForm {
  const { title, titleEn, text, textEn, isPinned, publishedAt, endsAt } = before ?? {};
  return {
    ...{ title: title ?? '', titleEn: titleEn ?? '', text: text ?? '', textEn: textEn ?? '' },
    isPinned: isPinned ?? false,
    publishedAt: fieldOf(publishedAt ?? null),
    endsAt: fieldOf(endsAt ?? null),
  };
}

/** By the id of the control. */
export function announcementFaults({ title, publishedAt, endsAt }: AnnouncementForm): FieldErrors {
  const isWrong = publishedAt !== '' && endsAt !== '' && endsAt <= publishedAt;
  return {
    ...(title.trim() === '' && { title: t('admin.requiredFault') }),
    ...(isWrong && { endsAt: t('admin.endsFault') }),
  };
}

export const announcementOf = (form: AnnouncementForm): AnnouncementChange => ({
  ...form,
  title: form.title.trim(),
  publishedAt: instantOf(form.publishedAt),
  endsAt: instantOf(form.endsAt),
});

/** An announcement as its form has it: times in Korean time, empty for none. Pure. */
import type { Announcement, NewAnnouncement } from '../../server/contract/announcements.ts';
import { t } from '../i18n/i18n.ts';
import type { FieldErrors } from '../pages/sign-in/checks.ts';
import { fieldOf, instantOf } from '../studio/seoul-time.ts';

export type AnnouncementForm = Omit<NewAnnouncement, 'publishedAt' | 'endsAt'> & {
  publishedAt: string;
  endsAt: string;
};

/** What of an announcement is written here. */
export const writtenOf = (of: Announcement): NewAnnouncement => {
  const { title, titleEn, text, textEn, isPinned, publishedAt, endsAt } = of;
  return { title, titleEn, text, textEn, isPinned, publishedAt, endsAt };
};

/** @param before null for a new one */
export function announcementForm(before: NewAnnouncement | null): AnnouncementForm {
  const { title, titleEn, text, textEn, isPinned, publishedAt, endsAt } = before ?? {};
  return {
    ...{ title: title ?? '', titleEn: titleEn ?? '', text: text ?? '', textEn: textEn ?? '' },
    isPinned: isPinned ?? false,
    publishedAt: fieldOf(publishedAt ?? null),
    endsAt: fieldOf(endsAt ?? null),
  };
}

/** A part of one, as the form has it. */
export const formPart = (part: Partial<NewAnnouncement>): Partial<AnnouncementForm> => {
  const { publishedAt, endsAt, ...texts } = part;
  return {
    ...texts,
    ...(publishedAt !== undefined && { publishedAt: fieldOf(publishedAt) }),
    ...(endsAt !== undefined && { endsAt: fieldOf(endsAt) }),
  };
};

/** By the id of the control. */
export function announcementFaults({ title, publishedAt, endsAt }: AnnouncementForm): FieldErrors {
  const isWrong = publishedAt !== '' && endsAt !== '' && endsAt <= publishedAt;
  return {
    ...(title.trim() === '' && { title: t('admin.requiredFault') }),
    ...(isWrong && { endsAt: t('admin.endsFault') }),
  };
}

/** As it is sent and kept. @param before null for a new one; its times have seconds, which fields do not show */
export function announcementOf(form: AnnouncementForm, before: NewAnnouncement | null): NewAnnouncement {
  const time = (name: 'publishedAt' | 'endsAt') =>
    before && fieldOf(before[name]) === form[name] ? before[name] : instantOf(form[name]);
  const { title, titleEn, text, textEn } = form;
  return {
    ...{ title: title.trim(), titleEn: titleEn.trim(), text: text.trim(), textEn: textEn.trim() },
    ...{ isPinned: form.isPinned, publishedAt: time('publishedAt'), endsAt: time('endsAt') },
  };
}

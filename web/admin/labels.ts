/** What the forms of administration call what is written in them. */
import type { NewAnnouncement } from '../../server/contract/announcements.ts';
import type { NewQuestion } from '../../server/contract/questions.ts';
import type { Key } from '../i18n/i18n.ts';

export const ANNOUNCEMENT_LABELS: Record<keyof NewAnnouncement, Key> = {
  ...{ title: 'admin.announcementTitle', titleEn: 'admin.announcementTitleEn' },
  ...{ text: 'admin.announcementText', textEn: 'admin.announcementTextEn' },
  ...{ isPinned: 'admin.isPinned', publishedAt: 'admin.publishedAt', endsAt: 'admin.endsAt' },
};

export const QUESTION_LABELS: Record<keyof NewQuestion, Key> = {
  ...{ category: 'admin.faqCategory', categoryEn: 'admin.faqCategoryEn' },
  ...{ question: 'admin.faqQuestion', questionEn: 'admin.faqQuestionEn' },
  ...{ answer: 'admin.faqAnswer', answerEn: 'admin.faqAnswerEn' },
};

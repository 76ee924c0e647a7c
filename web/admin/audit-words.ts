/** An entry of the access log in plain words. */

import type { NewAnnouncement } from '../../server/contract/announcements.ts';
import type { AuditAction, AuditEntry } from '../../server/contract/audit.ts';
import type { CourseChange } from '../../server/contract/courses.ts';
import type { Institution } from '../../server/contract/institution.ts';
import type { LectureChange } from '../../server/contract/lectures.ts';
import type { NewQuestion } from '../../server/contract/questions.ts';
import type { ExportTable } from '../../server/contract/statistics.ts';
import type {
  Audience,
  CaptionLanguage,
  Region,
  Role,
  Visibility,
} from '../../server/contract/vocabulary.ts';
import { type Key, t } from '../i18n/i18n.ts';
import { regionName } from '../i18n/regions.ts';
import { audienceName, roleName, visibilityName } from '../i18n/vocabulary.ts';
import { languageName } from '../studio/captions/language-name.ts';
import { day, number, percent } from '../ui/format.ts';
import { ANNOUNCEMENT_LABELS, QUESTION_LABELS } from './labels.ts';

type Details = AuditEntry['details'];
type Words = (string | false)[];

/** What the details of an action say; their members are those that the server writes. */
const DETAILS: Record<AuditAction, (details: Details) => Words> = {
  'people.read': () => [],
  'progress.read': () => [],
  'role.changed': roles,
  'role.mapped': roles,
  'account.linked': () => [],
  'factor.reset': () => [],
  'sessions.read': () => [],
  'session.ended': () => [],
  'sessions.ended': ({ sessions }) => [t('admin.auditDevices', { n: number(Number(sessions)) })],
  'account.corrected': changed((name) => OWN[name]),
  'account.withdrawn': () => [],
  'statistics.exported': ({ table, format, staff, ...days }) => [
    t(`statistics.table_${table as ExportTable}`),
    String(format).toUpperCase(),
    ...span(days),
    staff === 'include' && t('admin.auditWithStaff'),
  ],
  'learners.read': narrowed,
  'learners.exported': ({ format, rows, emails, ...wishes }) => [
    String(format).toUpperCase(),
    t('admin.auditRows', { n: number(Number(rows)) }),
    emails === true && t('admin.auditWithEmails'),
    ...narrowed(wishes),
  ],
  'statements.exported': ({ names, rows }) => [
    t('admin.auditRows', { n: number(Number(rows)) }),
    t(names === true ? 'admin.auditWithNames' : 'admin.auditWithoutNames'),
  ],
  'survey.read': ({ responses }) => [t('admin.auditResponses', { n: number(Number(responses)) })],
  'survey.exported': ({ format, responses }) => [
    String(format).toUpperCase(),
    t('admin.auditResponses', { n: number(Number(responses)) }),
  ],
  'certificate.read': numbered,
  'certificate.revoked': numbered,
  'institution.changed': changed((name) => `admin.institution_${name as keyof Institution}`),
  'announcement.written': () => [],
  'announcement.changed': changed((name) => ANNOUNCEMENT_LABELS[name as keyof NewAnnouncement]),
  'announcement.removed': () => [],
  'question.written': () => [],
  'question.changed': changed((name) => QUESTION_LABELS[name as keyof NewQuestion]),
  'question.removed': () => [],
  'question.ordered': () => [],
  'course.made': () => [],
  'course.changed': changed((name) => COURSE[name as keyof CourseChange]),
  'course.removed': () => [],
  'rule.changed': ({ version, share, elapsedShare, surveyRequired }) => [
    t('admin.auditVersion', { n: number(Number(version)) }),
    t('studio.ruleWatch', { share: percent(Number(share)) }),
    elapsedShare !== 0 && t('studio.ruleElapse', { share: percent(Number(elapsedShare)) }),
    surveyRequired === true && t('admin.auditWithSurvey'),
  ],
  'survey.changed': ({ version, questions }) => [
    t('admin.auditVersion', { n: number(Number(version)) }),
    t('admin.auditQuestions', { n: number(Number(questions)) }),
  ],
  'survey.closed': () => [],
  'lecture.changed': ({ visibility, ...of }) => [
    ...changed((name) => LECTURE[name as keyof typeof LECTURE])(of),
    typeof visibility === 'string' && visibilityName(visibility as Visibility),
  ],
  'lecture.removed': () => [],
  'lecture.restored': () => [],
  'recording.placed': () => [],
  'recording.trimmed': () => [],
  'recording.withdrawn': () => [],
  'recording.retried': () => [],
  'captions.changed': inLanguage,
  'captions.removed': inLanguage,
  'chapters.changed': () => [],
  'poster.changed': () => [],
  'handout.added': () => [],
  'handout.removed': () => [],
  'audit.read': ({ action, page, searched, ...days }) => [
    typeof action === 'string' && t('admin.auditAction', { act: actionName(action) }),
    ...span(days),
    searched === true && t('admin.auditSearched'),
    t('admin.auditPage', { n: number(Number(page)) }),
  ],
};

const OWN: Readonly<Record<string, Key>> = { name: 'pages.name', email: 'pages.email' };

/** What its form calls each member. */
const COURSE: Record<keyof CourseChange, Key> = {
  ...{ title: 'studio.infoTitle', titleEn: 'studio.infoTitleEn' },
  ...{ summary: 'studio.infoSummary', summaryEn: 'studio.infoSummaryEn' },
  audience: 'studio.courseAudience',
};

const LECTURE: Record<keyof Omit<LectureChange, 'was'>, Key> = {
  ...{ title: 'studio.infoTitle', titleEn: 'studio.infoTitleEn' },
  ...{ summary: 'studio.infoSummary', summaryEn: 'studio.infoSummaryEn' },
  ...{ instructor: 'studio.infoInstructor', instructorEn: 'studio.infoInstructorEn' },
  ...{ venue: 'studio.infoVenue', venueEn: 'studio.infoVenueEn', sessionDate: 'studio.infoSessionDate' },
  ...{ audience: 'studio.infoAudience', field: 'studio.infoField', fieldEn: 'studio.infoFieldEn' },
  ...{ tags: 'studio.infoTags', tagsEn: 'studio.infoTagsEn' },
  ...{ courseId: 'studio.infoCourse', courseOrder: 'studio.infoCourseOrder' },
  ...{ visibility: 'studio.visibility', publicFrom: 'studio.from', publicUntil: 'studio.until' },
};

/** In the order of the menu. */
export const ACTIONS = Object.keys(DETAILS) as AuditAction[];

const isKnown = (action: string): action is AuditAction => action in DETAILS;

/** An action of a later version is called by its own name. */
export const actionName = (action: string): string => (isKnown(action) ? t(`admin.act_${action}`) : action);

/** What else is worth knowing of what was done; empty when nothing is. */
export const detailsOf = ({ action, details }: Pick<AuditEntry, 'action' | 'details'>): string =>
  (isKnown(action) ? DETAILS[action](details) : []).filter(Boolean).join(' · ');

/** Whose data it was, or which of the things that have a name. What is not there any longer has none. */
export function subjectOf({
  subject: { kind, name },
  person,
  people,
}: Pick<AuditEntry, 'subject' | 'person' | 'people'>): string {
  if (kind === 'account') return name ?? t('admin.goneAccount');
  const thing = !isTitled(kind)
    ? t('admin.subject_site')
    : name === null
      ? t(`admin.gone_${kind}`)
      : t(`admin.subject_${kind}`, { name });
  const whose = person ?? (people !== null && t('admin.auditPeople', { n: number(people) }));
  return [thing, whose].filter(Boolean).join(' · ');
}

const TITLED = ['lecture', 'course', 'announcement', 'question'] as const;
const isTitled = (kind: string): kind is (typeof TITLED)[number] => TITLED.some((one) => one === kind);

/** Which members were changed. @param word by name; a member of a later version has none */
function changed(word: (name: string) => Key | undefined) {
  return ({ members }: Details): Words => {
    const words = Array.isArray(members) ? members.map((name) => word(String(name))) : [];
    return [words.flatMap((key) => (key ? [t(key)] : [])).join(', ')];
  };
}

function inLanguage({ language }: Details): Words {
  return [languageName(language as CaptionLanguage)];
}

function roles({ from, to }: Details): Words {
  return [t('admin.auditRole', { from: roleName(from as Role), to: roleName(to as Role) })];
}

function numbered({ number: of }: Details): Words {
  return [t('admin.auditNumber', { number: String(of) })];
}

function narrowed({ state, audience, region, searched }: Details): Words {
  const wishes = [
    (state === 'completed' || state === 'started') && t(`admin.state_${state}`),
    audience !== undefined &&
      (audience === 'unknown' ? t('admin.unsaid') : audienceName(audience as Audience)),
    region !== undefined && (region === 'unknown' ? t('admin.unsaid') : regionName(region as Region)),
    searched === true && t('admin.auditSearched'),
  ].filter(Boolean);
  return [wishes.length > 0 && t('admin.auditNarrowed', { wishes: wishes.join(', ') })];
}

function span({ from, to }: Details): Words {
  if (typeof from === 'string' && typeof to === 'string')
    return [t('admin.auditDays', { from: day(from), to: day(to) })];
  return [
    typeof from === 'string' && t('admin.auditSince', { from: day(from) }),
    typeof to === 'string' && t('admin.auditUntil', { to: day(to) }),
  ];
}

/** The audit log (접속기록): who did what to whose data. */
import { type Static, Type } from 'typebox';
import { Day, Id, literals, PageQuery, pageOf, Role, Time } from './vocabulary.ts';

/** What is kept: accesses to other people's data, changes of rights, what leaves the house, and what all of it goes by. */
const AUDIT_ACTIONS = [
  'people.read', // a page of accounts was looked at
  'progress.read', // what somebody has watched was looked at
  'role.changed',
  'role.mapped', // by what the institution's provider says, as somebody signed in with it
  'account.linked', // an account that there was is that of somebody whom the provider knows
  'factor.reset', // the second factor of somebody who lost theirs was removed
  'sessions.read', // where somebody is signed in was looked at
  'session.ended', // somebody was signed out on one device
  'sessions.ended', // … on all of theirs
  'account.corrected', // by its owner: name or e-mail, of which it says which
  'account.withdrawn', // by its owner: when everything of it was removed
  'statistics.exported',
  'learners.read', // people and the lectures they watched
  'learners.exported',
  'statements.exported', // the same as xAPI statements
  'survey.read', // what people answered was looked at
  'survey.exported',
  'certificate.read', // what somebody’s certificate says was looked at
  'certificate.revoked',
  'institution.changed', // what the site says of the institution
  'announcement.written',
  'announcement.changed',
  'announcement.removed',
  'question.written', // one of the frequent ones
  'question.changed',
  'question.removed',
  'question.ordered', // all of them were put in another order
  'course.made',
  'course.changed',
  'course.removed',
  'rule.changed', // a course is completed by another rule
  'survey.changed', // a course asks it, or other questions
  'survey.closed',
  // by administrators, of lectures that are not their own
  'lecture.changed', // its texts, for whom and when it is public
  'lecture.removed', // put into the bin
  'lecture.restored',
  'recording.placed', // uploaded, also in another's place
  'recording.trimmed',
  'recording.withdrawn', // stopped before it took its place
  'recording.retried',
  'captions.changed',
  'captions.removed',
  'chapters.changed',
  'poster.changed',
  'handout.added',
  'handout.removed',
  'audit.read', // a page of this log was looked at
] as const;
const AuditAction = literals(AUDIT_ACTIONS);
export type AuditAction = Static<typeof AuditAction>;

const AUDIT_SUBJECTS = ['account', 'lecture', 'course', 'announcement', 'question', 'site'] as const;
const AuditSubject = literals(AUDIT_SUBJECTS);
export type AuditSubject = Static<typeof AuditSubject>;

/** People are found by name, e-mail or id; what is not there any longer by its id. Days are of Asia/Seoul, both included. */
export const AuditQuery = Type.Object(
  {
    /** who did it */
    actor: Type.Optional(Type.String({ maxLength: 100 })),
    action: Type.Optional(AuditAction),
    /** whose data it was, or which lecture, course, announcement or question: by title */
    subject: Type.Optional(Type.String({ maxLength: 100 })),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    /** the latest entry that counts: looking at a page adds one, and the next page begins where this one ended */
    upTo: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    ...PageQuery,
  },
  { additionalProperties: false },
);
export type AuditQuery = Static<typeof AuditQuery>;

const Name = Type.Union([Type.String(), Type.Null()]);

export const AuditEntry = Type.Object({
  id: Type.Integer(),
  at: Time,
  /** `name` is null once the account is gone */
  actor: Type.Object({ id: Id, name: Name, role: Role }),
  action: Type.String(),
  subject: Type.Object({ kind: Type.String(), id: Type.Union([Id, Type.Null()]), name: Name }),
  /** whose data or lecture it was, where that is one person and not the subject; null otherwise, or once they are gone */
  person: Name,
  /** how many accounts' data it was; null where they are not named one by one */
  people: Type.Union([Type.Integer(), Type.Null()]),
  details: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }),
  reason: Type.Union([Type.String(), Type.Null()]),
});
export type AuditEntry = Static<typeof AuditEntry>;
/** The latest first. Looking at it is an entry of its own, which comes after these. */
export const AuditPage = Type.Object({
  ...pageOf(AuditEntry).properties,
  /** as asked for; without a wish the latest entry there is, 0 = there is none */
  upTo: Type.Integer(),
});
export type AuditPage = Static<typeof AuditPage>;

/** The audit log (접속기록): who did what to whose data. */
import type { Static } from 'typebox';
import { literals } from './vocabulary.ts';

/** What is kept: accesses to other people's data, changes of rights, and what leaves the house. */
const AUDIT_ACTIONS = [
  'people.read', // a page of accounts was looked at
  'role.changed',
  'statistics.exported',
] as const;
const AuditAction = literals(AUDIT_ACTIONS);
export type AuditAction = Static<typeof AuditAction>;

const AUDIT_SUBJECTS = ['account', 'lecture', 'course', 'site'] as const;
const AuditSubject = literals(AUDIT_SUBJECTS);
export type AuditSubject = Static<typeof AuditSubject>;

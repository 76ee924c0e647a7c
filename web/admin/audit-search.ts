/** What of the access log is asked for, as the page's address says it. */
import type { AuditAction } from '../../server/contract/audit.ts';
import { withQuery } from '../api.ts';
import { isDay } from '../statistics/period.ts';
import { ACTIONS } from './audit-words.ts';

/** Empty where nothing is asked. */
export interface AuditSearch {
  actor: string;
  subject: string;
  action: AuditAction | '';
  from: string;
  to: string;
}

/** An address's query as a search; what it does not know it leaves out. */
export function searchIn(query: Readonly<Record<string, string>>): AuditSearch {
  const text = (value = '') => value.trim().slice(0, 100);
  const date = (value = '') => (isDay(value) ? value : '');
  return {
    actor: text(query.actor),
    subject: text(query.subject),
    action: ACTIONS.find((action) => action === query.action) ?? '',
    from: date(query.from),
    to: date(query.to),
  };
}

/** The address of a search. @param part which page of it, of the entries up to which */
export const addressOf = (search: AuditSearch, part: { page?: number; upTo?: number } = {}): string =>
  withQuery('/admin/audit', { ...search, ...part });

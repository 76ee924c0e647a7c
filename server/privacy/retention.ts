/** How long what is known of people is kept, and from when on it is due to go. Pure. */
import type { Config } from '../config.ts';
import type { RetentionPeriod } from '../contract/retention.ts';
import { OPEN_DAYS } from '../quality/retire.ts';

export type Kept = RetentionPeriod['what'];
type Settings = Pick<Config, 'ledgerDays' | 'auditDays'>;

const DAY_MS = 86_400_000;

/** Days for which each is kept, from when it was made; what has an end of its own goes with that. */
const DAYS: Record<Kept, number | ((settings: Settings) => number)> = {
  links: 0,
  sessions: 0,
  // a try that waits counts no more, however many there were
  attempts: 2,
  quality: OPEN_DAYS,
  // they hold addresses, and links that opened something for a day
  mails: 7,
  segments: ({ ledgerDays }) => ledgerDays,
  // by then the browser has dropped the cookie, and nobody can ever be that viewer again
  browsers: 400,
  audit: ({ auditDays }) => auditDays,
};

/** In the order in which a person would be told of them: the soonest gone first. */
export const KEPT = Object.keys(DAYS) as Kept[];

/** For how many days each is kept. 0: as long as it can be used. */
export function periodsOf(settings: Settings): RetentionPeriod[] {
  return KEPT.map((what) => {
    const days = DAYS[what];
    return { what, days: typeof days === 'number' ? days : days(settings) };
  });
}

/** Of each, what was made, or came to its own end, until then is due to go. */
export function dueBefore(settings: Settings, now: Date): Record<Kept, Date> {
  const due = periodsOf(settings).map(({ what, days }) => [what, new Date(now.getTime() - days * DAY_MS)]);
  return Object.fromEntries(due);
}

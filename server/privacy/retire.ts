/** Removes what need not be kept any longer. Safe to run in several processes at once, and as often as one likes. */
import { sweepAttempts } from '../accounts/attempts.ts';
import { sweepLinks } from '../accounts/link-queries.ts';
import { sweepSessions } from '../accounts/session-queries.ts';
import { pruneAudit } from '../audit/prune.ts';
import type { Context } from '../context.ts';
import { sweepMails } from '../mail/files.ts';
import { mailFolder } from '../mail/open.ts';
import { retireSegments } from '../progress/retire.ts';
import { forgetBrowsers } from '../progress/viewers.ts';
import { forgetReports } from '../quality/queries.ts';
import { sweepFlows } from '../sso/flow-queries.ts';
import { dueBefore, KEPT, type Kept } from './retention.ts';

type Parts = Pick<Context, 'db' | 'config' | 'clock' | 'log'>;

/** What removes each; gives how many went. */
const RETIRE: Record<Kept, (parts: Parts, before: Date) => Promise<number>> = {
  links: ({ db }, before) => sweepLinks(db, before),
  sessions: async ({ db }, before) => (await sweepSessions(db, before)) + (await sweepFlows(db, before)),
  attempts: ({ db }, before) => sweepAttempts(db, before),
  quality: ({ db }, before) => forgetReports(db, before),
  mails: ({ config }, before) => sweepMails(mailFolder(config), before),
  segments: ({ db }, before) => retireSegments(db, before),
  browsers: ({ db }, before) => forgetBrowsers(db, before),
  audit: ({ db }, before) => pruneAudit(db, before),
};

/** Removes what is due of one kind. @returns how many */
export function retire(parts: Parts, what: Kept): Promise<number> {
  return RETIRE[what](parts, dueBefore(parts.config, parts.clock())[what]);
}

/** Removes all that is due. One kind that cannot go now keeps no other, and is tried again the next time. */
export async function retireAll(parts: Parts): Promise<Record<Kept, number>> {
  const gone: [Kept, number][] = [];
  for (const what of KEPT) {
    const count = await retire(parts, what).catch((error: unknown) => {
      parts.log.warn({ err: error, what }, 'retention: failed, will be tried again');
      return 0;
    });
    gone.push([what, count]);
  }
  const removed = Object.fromEntries(gone.filter(([, count]) => count > 0));
  if (Object.keys(removed).length > 0) parts.log.info({ removed }, 'retention: removed what was due');
  return Object.fromEntries(gone) as Record<Kept, number>;
}

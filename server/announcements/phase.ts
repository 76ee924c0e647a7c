/** How an announcement stands with the clock. */
import { type SQL, sql } from 'drizzle-orm';
import type { Phase } from '../contract/vocabulary.ts';

type Times = { publishedAt: Date | null; endsAt: Date | null };

/** Pure. */
export function phaseOf({ publishedAt, endsAt }: Times, now: Date): Phase {
  if (publishedAt === null) return 'draft';
  if (endsAt !== null && endsAt <= now) return 'ended';
  return publishedAt > now ? 'scheduled' : 'current';
}

/** The same as a condition on `announcements`: what everybody may read. */
export const currentSql = (now: Date): SQL =>
  sql`published_at <= ${now} and (ends_at is null or ends_at > ${now})`;

/** SQL of sign-ins that are on their way. */
import { and, eq, gt, lte } from 'drizzle-orm';
import { hashOf } from '../accounts/tokens.ts';
import { type Db, first, rowCount } from '../database/client.ts';
import { ssoFlows } from '../database/schema/schema.ts';
import type { Flow } from './provider.ts';

type Kept = Flow & { next: string };

export async function insertFlow(db: Db, token: string, flow: Kept & { expiresAt: Date }): Promise<void> {
  await db.insert(ssoFlows).values({ tokenHash: hashOf(token), ...flow });
}

/** Takes one, which then is gone; null when there is none, it was taken, or its time is over. */
export async function takeFlow(db: Db, token: string, now: Date): Promise<Kept | null> {
  const { state, nonce, verifier, next, tokenHash, expiresAt } = ssoFlows;
  const ofToken = and(eq(tokenHash, hashOf(token)), gt(expiresAt, now));
  return first(await db.delete(ssoFlows).where(ofToken).returning({ state, nonce, verifier, next }));
}

/** Removes those whose time was over by then. @returns how many */
export async function sweepFlows(db: Db, before: Date): Promise<number> {
  return rowCount(await db.delete(ssoFlows).where(lte(ssoFlows.expiresAt, before)));
}

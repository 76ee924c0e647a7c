/** SQL of the sessions of who is signed in. */
import { and, desc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Browser, System } from '../contract/quality.ts';
import { type Db, first, rowCount } from '../database/client.ts';
import { accounts, identities, sessions } from '../database/schema/schema.ts';
import type { SessionWay } from '../database/schema/sessions.ts';
import { ACCOUNT_COLUMNS, type AccountRow } from './account.ts';
import type { SessionEnds } from './session-limits.ts';
import { hashOf } from './tokens.ts';

const described = {
  id: sessions.id,
  browser: sessions.browser,
  system: sessions.system,
  way: sessions.way,
  providerSession: sessions.providerSession,
  createdAt: sessions.createdAt,
  lastSeenAt: sessions.lastSeenAt,
  idleSeconds: sessions.idleSeconds,
  expiresAt: sessions.expiresAt,
  endsAt: sessions.endsAt,
};
export type SessionRow = SessionEnds & {
  id: string;
  browser: Browser;
  system: System;
  /** how it was opened */
  way: SessionWay;
  /** the provider's own session that it came from; null = it was not said, or there is none */
  providerSession: string | null;
  createdAt: Date;
};

/** As its owner and administrators are told of it. @param own id of the one that asks */
export const shownSession = ({ id, browser, system, createdAt, lastSeenAt }: SessionRow, own?: string) => ({
  ...{ id, browser, system, current: id === own },
  createdAt: createdAt.toISOString(),
  lastSeenAt: lastSeenAt.toISOString(),
});

export async function insertSession(
  db: Db,
  token: string,
  session: Omit<SessionRow, 'id' | 'way' | 'providerSession'> & {
    accountId: string;
    way?: SessionWay;
    providerSession?: string | null;
  },
): Promise<void> {
  await db.insert(sessions).values({ tokenHash: hashOf(token), ...session });
}

/** The session of a token, with its account; null when there is none or it has ended. */
export async function sessionOfToken(
  db: Db,
  token: string,
  now: Date,
): Promise<{ session: SessionRow; account: AccountRow } | null> {
  const rows = await db
    .select({ session: described, account: ACCOUNT_COLUMNS })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(sessions.tokenHash, hashOf(token)), gt(sessions.expiresAt, now)));
  return first(rows);
}

/** Whether a session is still there, and has not ended. */
export async function isOpenSession(db: Db, id: string, now: Date): Promise<boolean> {
  const which = and(eq(sessions.id, id), gt(sessions.expiresAt, now));
  return (await db.select({ id: sessions.id }).from(sessions).where(which)).length > 0;
}

/** Moves its end on. One that was revoked meanwhile stays so. */
export async function moveSession(
  db: Db,
  id: string,
  ends: Pick<SessionEnds, 'lastSeenAt' | 'expiresAt'>,
): Promise<void> {
  await db.update(sessions).set(ends).where(eq(sessions.id, id));
}

/** Those of an account that have not ended, the one used last first. */
export function sessionsOf(db: Db, accountId: string, now: Date): Promise<SessionRow[]> {
  return db
    .select(described)
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.lastSeenAt), sessions.id);
}

export async function deleteSession(db: Db, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, hashOf(token)));
}

/** @returns false when the account has no such session */
export async function deleteSessionOf(db: Db, accountId: string, id: string): Promise<boolean> {
  const deleted = await db
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), eq(sessions.id, id)))
    .returning({ id: sessions.id });
  return deleted.length > 0;
}

/** @returns how many there were */
export async function deleteSessionsOf(db: Db, accountId: string): Promise<number> {
  return rowCount(await db.delete(sessions).where(eq(sessions.accountId, accountId)));
}

/**
 * Ends what was opened through the institution's provider: of a person, or of one session there. Those of which it did not
 * say its own session end with any of the person's.
 * @returns how many
 */
export async function endProviderSessions(
  db: Db,
  issuer: string,
  { subject, sid }: { subject: string | null; sid: string | null },
): Promise<number> {
  const { accountId, providerSession, way } = sessions;
  const person = and(eq(identities.issuer, issuer), eq(identities.subject, subject ?? ''));
  const whose = db.select({ id: identities.accountId }).from(identities).where(person);
  const ofSid = sid === null ? undefined : eq(providerSession, sid);
  const which = and(
    eq(way, 'sso'),
    ...(subject === null
      ? [ofSid]
      : [inArray(accountId, whose), ofSid && or(ofSid, isNull(providerSession))]),
  );
  return rowCount(await db.delete(sessions).where(which));
}

/** Removes sessions that had ended by then. @returns how many */
export async function sweepSessions(db: Db, before: Date): Promise<number> {
  return rowCount(await db.delete(sessions).where(lte(sessions.expiresAt, before)));
}

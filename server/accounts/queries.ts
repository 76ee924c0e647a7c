/** SQL of accounts and their sessions. */
import { and, asc, count, eq, gt, ilike, or, sql } from 'drizzle-orm';
import type { NewAccount } from '../contract/accounts.ts';
import type { Audience, Role } from '../contract/vocabulary.ts';
import { type Db, first, only } from '../database/client.ts';
import { containing } from '../database/containing.ts';
import { accounts, sessions } from '../database/schema/schema.ts';
import { hashOf } from './tokens.ts';

const shown = {
  id: accounts.id,
  email: accounts.email,
  name: accounts.name,
  role: accounts.role,
  audience: accounts.audience,
  notify: accounts.notify,
  createdAt: accounts.createdAt,
};
export type AccountRow = {
  id: string;
  email: string;
  name: string;
  role: Role;
  audience: Audience | null;
  /** wants mails about their recordings */
  notify: boolean;
  createdAt: Date;
};

const normalized = (email: string) => email.trim().normalize('NFC').toLowerCase();

/** @returns null when the address is taken */
export async function insertAccount(
  db: Db,
  account: Omit<NewAccount, 'password'> & { role: Role; passwordHash: string },
): Promise<AccountRow | null> {
  const { email, name, ...rest } = account;
  const rows = await db
    .insert(accounts)
    .values({ email: normalized(email), name: name.trim().normalize('NFC'), ...rest })
    .onConflictDoNothing()
    .returning(shown);
  return first(rows);
}

export async function accountById(db: Db, id: string): Promise<AccountRow | null> {
  return first(await db.select(shown).from(accounts).where(eq(accounts.id, id)));
}

export async function accountWithHash(
  db: Db,
  email: string,
): Promise<(AccountRow & { passwordHash: string }) | null> {
  const rows = await db
    .select({ ...shown, passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.email, normalized(email)));
  return first(rows);
}

export async function hashOfAccount(db: Db, id: string): Promise<string | null> {
  const rows = await db
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, id));
  return first(rows)?.passwordHash ?? null;
}

/**
 * Changes a password within the caller's transaction, unless somebody else did since `before` was read. The account's
 * sessions end: whoever had the old password is out.
 */
export async function changePassword(
  tx: Db,
  id: string,
  { before, passwordHash }: { before: string; passwordHash: string },
): Promise<boolean> {
  const changed = await tx
    .update(accounts)
    .set({ passwordHash })
    .where(and(eq(accounts.id, id), eq(accounts.passwordHash, before)))
    .returning({ id: accounts.id });
  if (changed.length === 0) return false;
  await tx.delete(sessions).where(eq(sessions.accountId, id));
  return true;
}

export async function hasAccounts(db: Db): Promise<boolean> {
  const rows = await db.select({ id: accounts.id }).from(accounts).limit(1);
  return rows.length > 0;
}

/** One page of accounts whose name or e-mail contains the query, by name. */
export async function listAccounts(db: Db, q: string, page: number, pageSize: number) {
  const where = q ? or(ilike(accounts.name, containing(q)), ilike(accounts.email, containing(q))) : undefined;
  const items = await db
    .select(shown)
    .from(accounts)
    .where(where)
    .orderBy(asc(accounts.name), asc(accounts.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const { total } = only(await db.select({ total: count() }).from(accounts).where(where));
  return { items, total, page, pageSize };
}

/**
 * Changes a role within the caller's transaction; the account's sessions end, so that new rights begin with a new
 * sign-in.
 * @returns the account, and the role that it had
 */
export async function changeRole(
  tx: Db,
  id: string,
  role: Role,
): Promise<{ account: AccountRow; before: Role } | null> {
  const ofAccount = eq(accounts.id, id);
  const had = first(await tx.select({ role: accounts.role }).from(accounts).where(ofAccount).for('update'));
  const account = first(await tx.update(accounts).set({ role }).where(ofAccount).returning(shown));
  if (!account || !had) return null;
  await tx.delete(sessions).where(eq(sessions.accountId, id));
  return { account, before: had.role };
}

/** What somebody changes of their own account. */
export async function changeAccount(
  db: Db,
  id: string,
  change: { notify: boolean },
): Promise<AccountRow | null> {
  return first(await db.update(accounts).set(change).where(eq(accounts.id, id)).returning(shown));
}

/** How many administrators there are, with their rows locked against a change at the same time. */
export async function lockAdministrators(db: Db): Promise<string[]> {
  const rows = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.role, 'administrator'))
    .for('update');
  return rows.map((row) => row.id);
}

export async function insertSession(
  db: Db,
  token: string,
  accountId: string,
  expiresAt: Date,
): Promise<void> {
  await db.insert(sessions).values({ tokenHash: hashOf(token), accountId, expiresAt });
}

/** The account behind a token, or null when there is none or its session has ended. */
export async function accountOfToken(db: Db, token: string, now: Date): Promise<AccountRow | null> {
  const rows = await db
    .select(shown)
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(sessions.tokenHash, hashOf(token)), gt(sessions.expiresAt, now)));
  return first(rows);
}

export async function deleteSession(db: Db, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, hashOf(token)));
}

/** Removes sessions that have ended. */
export async function sweepSessions(db: Db, now: Date): Promise<void> {
  await db.delete(sessions).where(sql`${sessions.expiresAt} <= ${now.toISOString()}`);
}

/** SQL of accounts. */
import { and, asc, count, eq, ilike, or } from 'drizzle-orm';
import type { NewAccount } from '../contract/account-links.ts';
import type { OwnAccountChange } from '../contract/accounts.ts';
import type { Role } from '../contract/vocabulary.ts';
import { type Db, first, only } from '../database/client.ts';
import { containing } from '../database/containing.ts';
import { accounts } from '../database/schema/schema.ts';
import { isTaken } from '../database/taken.ts';
import { ACCOUNT_COLUMNS, type AccountRow } from './account.ts';
import { deleteEmailLink } from './link-queries.ts';
import { deleteSessionsOf } from './session-queries.ts';

/** One address is one account, however it is written. */
export const normalizedEmail = (email: string) => email.trim().normalize('NFC').toLowerCase();

/** A name as it is kept, however it was typed. */
export const normalizedName = (name: string) => name.trim().normalize('NFC');

/** @returns null when the address is taken */
export async function insertAccount(
  db: Db,
  account: Omit<NewAccount, 'consents'> & { role: Role; passwordHash: string | null },
): Promise<AccountRow | null> {
  const { email, name, ...rest } = account;
  const rows = await db
    .insert(accounts)
    .values({ email: normalizedEmail(email), name: normalizedName(name), ...rest })
    .onConflictDoNothing()
    .returning(ACCOUNT_COLUMNS);
  return first(rows);
}

export async function accountById(db: Db, id: string): Promise<AccountRow | null> {
  return first(await db.select(ACCOUNT_COLUMNS).from(accounts).where(eq(accounts.id, id)));
}

export async function accountWithHash(
  db: Db,
  email: string,
): Promise<(AccountRow & { passwordHash: string | null }) | null> {
  const rows = await db
    .select({ ...ACCOUNT_COLUMNS, passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.email, normalizedEmail(email)));
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
 * sessions end, and what it asked to be its address is void: whoever had the old password is out.
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
  await deleteEmailLink(tx, id);
  await deleteSessionsOf(tx, id);
  return true;
}

/** As `changePassword`, for who proved to read the account's mail. */
export async function setPassword(tx: Db, id: string, passwordHash: string): Promise<void> {
  await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, id));
  await deleteEmailLink(tx, id);
  await deleteSessionsOf(tx, id);
}

/**
 * Changes an address within the caller's transaction; the account's sessions end, as with a password.
 * @param email normalized
 * @returns null when it is taken
 */
export async function changeEmail(tx: Db, id: string, email: string): Promise<AccountRow | null> {
  const changed = await tx
    // somebody else may take it at the same moment
    .transaction((part) =>
      part.update(accounts).set({ email }).where(eq(accounts.id, id)).returning(ACCOUNT_COLUMNS),
    )
    .catch((error: unknown) => {
      if (isTaken(error)) return [];
      throw error;
    });
  if (changed.length > 0) await deleteSessionsOf(tx, id);
  return first(changed);
}

/** Holds an account until the transaction ends, unless its password was changed since `before` was read. */
export async function holdAccount(tx: Db, id: string, before: string): Promise<boolean> {
  const which = and(eq(accounts.id, id), eq(accounts.passwordHash, before));
  return (await tx.select({ id: accounts.id }).from(accounts).where(which).for('update')).length > 0;
}

export async function hasAccounts(db: Db): Promise<boolean> {
  const rows = await db.select({ id: accounts.id }).from(accounts).limit(1);
  return rows.length > 0;
}

/** One page of accounts whose name or e-mail contains the query, by name. */
export async function listAccounts(db: Db, q: string, page: number, pageSize: number) {
  const where = q ? or(ilike(accounts.name, containing(q)), ilike(accounts.email, containing(q))) : undefined;
  const items = await db
    .select(ACCOUNT_COLUMNS)
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
  const account = first(await tx.update(accounts).set({ role }).where(ofAccount).returning(ACCOUNT_COLUMNS));
  if (!account || !had) return null;
  await deleteSessionsOf(tx, id);
  return { account, before: had.role };
}

/** What somebody changes of their own account. */
export async function changeAccount(
  db: Db,
  id: string,
  { name, ...others }: OwnAccountChange,
): Promise<AccountRow | null> {
  const change = { ...others, ...(name !== undefined && { name: normalizedName(name) }) };
  return first(await db.update(accounts).set(change).where(eq(accounts.id, id)).returning(ACCOUNT_COLUMNS));
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

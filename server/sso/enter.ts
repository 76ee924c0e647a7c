/** Whose account it is that the institution's provider speaks of, and what it may do from now on. */
import type { AccountRow } from '../accounts/account.ts';
import { correctionOf } from '../accounts/correction.ts';
import { accountOfIdentity, insertIdentity, markMappedRole } from '../accounts/identity-queries.ts';
import { deleteLinksOf } from '../accounts/link-queries.ts';
import {
  accountById,
  accountWithHash,
  changeAccount,
  changeEmail,
  changeRole,
  insertAccount,
  lockAdministrators,
  normalizedEmail,
  normalizedName,
} from '../accounts/queries.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/client.ts';
import { oneLine } from '../mail/mail.ts';
import { type Claims, roleOf } from './roles.ts';
import type { SsoConfig } from './settings.ts';

type Parts = Pick<Context, 'db' | 'clock' | 'log'>;

/**
 * The account of whoever the provider says somebody is: the one they had, the one of an e-mail that it vouches for, or
 * a new one; with the role that its word comes to. A change of rights ends the account's sessions.
 * @returns why not, otherwise
 */
export async function enter(
  { db, clock, log }: Parts,
  { issuer, roles }: Pick<SsoConfig, 'issuer' | 'roles'>,
  claims: Claims & { sub: string },
): Promise<AccountRow | 'unverified' | 'taken'> {
  return db.transaction(async (tx) => {
    const identity = { issuer, subject: claims.sub };
    const known = await accountOfIdentity(tx, identity);
    const account = known
      ? await followed(tx, clock(), known, claims)
      : await newcomer(tx, clock(), identity, claims);
    if (account === null) return 'taken';
    if (typeof account === 'string') return account;
    if (roles === null) {
      await markMappedRole(tx, identity, null);
      return account;
    }
    const role = roleOf(claims, roles);
    await markMappedRole(tx, identity, role);
    if (role === account.role) return account;

    const administrators = await lockAdministrators(tx);
    if (administrators.length === 1 && administrators[0] === account.id) {
      log.warn({ account: account.id, mapped: role }, 'sso: the last administrator stays one');
      return account;
    }
    const changed = await changeRole(tx, account.id, role);
    if (!changed) return 'taken';
    await recordAudit(tx, {
      ...{ at: clock(), actor: account, action: 'role.mapped', people: [account.id] },
      subject: { kind: 'account', id: account.id },
      details: { from: changed.before, to: role },
    });
    return changed.account;
  });
}

/**
 * The account that somebody had. Name and address of who has no password here are the institution's: what was changed
 * there is taken over, but for an address that somebody else has here.
 */
async function followed(tx: Db, at: Date, id: string, claims: Claims): Promise<AccountRow | null> {
  const had = await accountById(tx, id);
  if (!had || had.hasPassword) return had;
  const name = normalizedName(saidName(claims) ?? had.name);
  const email = normalizedEmail(emailOf(claims) ?? had.email);
  let account = had;
  if (name !== had.name) account = (await changeAccount(tx, id, { name })) ?? account;
  if (email !== had.email) account = (await changeEmail(tx, id, email)) ?? account;
  const members = (['name', 'email'] as const).filter((member) => account[member] !== had[member]);
  if (members.includes('email')) for (const address of [had.email, email]) await deleteLinksOf(tx, address);
  if (members.length > 0) await recordAudit(tx, correctionOf(account, members, at));
  return account;
}

/** Somebody who was never here. Nobody gets an account, or into one, by an e-mail that may not be theirs. */
async function newcomer(
  tx: Db,
  at: Date,
  identity: { issuer: string; subject: string },
  claims: Claims,
): Promise<AccountRow | 'unverified' | 'taken'> {
  const email = emailOf(claims);
  if (email === null) return 'unverified';
  const made = await insertAccount(tx, {
    ...{ email, name: nameOf(claims, email), role: 'resident', passwordHash: null },
  });
  const account = made ?? (await accountWithHash(tx, email));
  if (!account) return 'taken';
  if (!(await insertIdentity(tx, identity, account.id))) {
    // at the same moment, by themselves
    return (await accountOfIdentity(tx, identity)) === account.id ? account : 'taken';
  }
  // a sign-up that was begun with this address is over
  await deleteLinksOf(tx, account.email);
  if (!made) {
    await recordAudit(tx, {
      ...{ at, actor: account, action: 'account.linked', people: [account.id] },
      subject: { kind: 'account', id: account.id },
    });
  }
  return account;
}

/** The address that the provider vouches for; null when there is none. */
function emailOf({ email, email_verified }: Claims): string | null {
  if (email_verified !== true || typeof email !== 'string' || email.length > 254) return null;
  return /^[^@\s]+@[^@\s]+$/.test(email.trim()) ? email : null;
}

function nameOf(claims: Claims, email: string): string {
  return saidName(claims) || lineOf(email.split('@')[0]) || email;
}

/** What the provider calls somebody; null = it does not say. */
function saidName({ name, preferred_username }: Claims): string | null {
  return lineOf(name) || lineOf(preferred_username) || null;
}

const lineOf = (said: unknown): string =>
  typeof said === 'string' ? oneLine(said.normalize('NFC')).slice(0, 100).trim() : '';

/** SQL of the links that are mailed to people. */
import { and, eq, gt, isNull, lte } from 'drizzle-orm';
import type { LinkKind } from '../contract/account-links.ts';
import type { Audience, Region } from '../contract/vocabulary.ts';
import { type Db, first, only, rowCount } from '../database/client.ts';
import { accountLinks } from '../database/schema/schema.ts';
import { hashOf } from './tokens.ts';

/** Of somebody who signs up: what they said; of others nothing. */
type Said = {
  name: string | null;
  audience: Audience | null;
  region: Region | null;
  /** the policy they consented to, and whether they did to more than must be */
  privacyVersion: string | null;
  traitsConsent: boolean;
};
export type Link = Said & {
  id: string;
  kind: LinkKind;
  email: string;
  /** whose address it is to be; null with others than `email` */
  accountId: string | null;
  createdAt: Date;
};

const asked = {
  id: accountLinks.id,
  kind: accountLinks.kind,
  email: accountLinks.email,
  accountId: accountLinks.accountId,
  createdAt: accountLinks.createdAt,
  name: accountLinks.name,
  audience: accountLinks.audience,
  region: accountLinks.region,
  privacyVersion: accountLinks.privacyVersion,
  traitsConsent: accountLinks.traitsConsent,
};

/** @returns its id */
export async function insertLink(db: Db, link: Omit<Link, 'id'> & { expiresAt: Date }): Promise<string> {
  return only(await db.insert(accountLinks).values(link).returning({ id: accountLinks.id })).id;
}

/** One that is to be mailed, held until the transaction ends; null when it is gone or over. */
export async function holdLink(tx: Db, id: string, now: Date): Promise<Link | null> {
  const ofId = and(eq(accountLinks.id, id), gt(accountLinks.expiresAt, now));
  return first(await tx.select(asked).from(accountLinks).where(ofId).for('update'));
}

/** From now on it is opened by this token, and by none it had before. */
export async function giveToken(tx: Db, id: string, token: string): Promise<void> {
  await tx
    .update(accountLinks)
    .set({ tokenHash: hashOf(token) })
    .where(eq(accountLinks.id, id));
}

export async function deleteLink(tx: Db, id: string): Promise<void> {
  await tx.delete(accountLinks).where(eq(accountLinks.id, id));
}

/** The link that a token opens; null when there is none, it was used, or its time is over. */
export async function linkOfToken(db: Db, token: string, now: Date): Promise<Link | null> {
  return first(await db.select(asked).from(accountLinks).where(opened(token, now)));
}

/**
 * Takes a link, which then is gone: two who open it at once have it once. Its address's other links go with it.
 * @param accountId who confirms another address; null = who signs up or chooses a new password
 */
export async function takeLink(
  tx: Db,
  token: string,
  now: Date,
  accountId: string | null = null,
): Promise<Link | null> {
  const { accountId: whose } = accountLinks;
  const which = and(opened(token, now), accountId === null ? isNull(whose) : eq(whose, accountId));
  const link = first(await tx.delete(accountLinks).where(which).returning(asked));
  if (link) await deleteLinksOf(tx, link.email);
  return link;
}

export async function deleteLinksOf(tx: Db, email: string): Promise<void> {
  await tx.delete(accountLinks).where(eq(accountLinks.email, email));
}

/** What an account asked to be its address is not any more. */
export async function deleteEmailLink(tx: Db, accountId: string): Promise<void> {
  await tx.delete(accountLinks).where(eq(accountLinks.accountId, accountId));
}

/** Removes links whose time was over by then, and what somebody said who never opened theirs. @returns how many */
export async function sweepLinks(db: Db, before: Date): Promise<number> {
  return rowCount(await db.delete(accountLinks).where(lte(accountLinks.expiresAt, before)));
}

const opened = (token: string, now: Date) =>
  and(eq(accountLinks.tokenHash, hashOf(token)), gt(accountLinks.expiresAt, now));

/** SQL of the links that are mailed to people. */
import { and, eq, gt, lte } from 'drizzle-orm';
import type { Audience, Region } from '../contract/vocabulary.ts';
import { type Db, first, only, rowCount } from '../database/client.ts';
import type { LinkKind } from '../database/schema/account-links.ts';
import { accountLinks } from '../database/schema/schema.ts';
import { hashOf } from './tokens.ts';

/** Of somebody who signs up: what they said; of a reset nothing. */
type Said = {
  name: string | null;
  audience: Audience | null;
  region: Region | null;
  /** the policy they consented to, and whether they did to more than must be */
  privacyVersion: string | null;
  traitsConsent: boolean;
};
export type Link = Said & { id: string; kind: LinkKind; email: string };

const asked = {
  id: accountLinks.id,
  kind: accountLinks.kind,
  email: accountLinks.email,
  name: accountLinks.name,
  audience: accountLinks.audience,
  region: accountLinks.region,
  privacyVersion: accountLinks.privacyVersion,
  traitsConsent: accountLinks.traitsConsent,
};

/** @returns its id */
export async function insertLink(
  db: Db,
  link: Omit<Link, 'id'> & { createdAt: Date; expiresAt: Date },
): Promise<string> {
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

/** Takes a link, which then is gone: two who open it at once have it once. Its address's other links go with it. */
export async function takeLink(tx: Db, token: string, now: Date): Promise<Link | null> {
  const link = first(await tx.delete(accountLinks).where(opened(token, now)).returning(asked));
  if (link) await deleteLinksOf(tx, link.email);
  return link;
}

export async function deleteLinksOf(tx: Db, email: string): Promise<void> {
  await tx.delete(accountLinks).where(eq(accountLinks.email, email));
}

/** Removes links whose time was over by then, and what somebody said who never opened theirs. @returns how many */
export async function sweepLinks(db: Db, before: Date): Promise<number> {
  return rowCount(await db.delete(accountLinks).where(lte(accountLinks.expiresAt, before)));
}

const opened = (token: string, now: Date) =>
  and(eq(accountLinks.tokenHash, hashOf(token)), gt(accountLinks.expiresAt, now));

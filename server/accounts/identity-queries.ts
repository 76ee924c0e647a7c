/** SQL of whom the institution's provider knows accounts as. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Role } from '../contract/vocabulary.ts';
import { type Db, first } from '../database/client.ts';
import { identities } from '../database/schema/schema.ts';

/** Who somebody is: the provider, and what it calls them by. */
export type Identity = { issuer: string; subject: string };

const is = ({ issuer, subject }: Identity) =>
  and(eq(identities.issuer, issuer), eq(identities.subject, subject));

/** @returns the id of their account; null when they were never here */
export async function accountOfIdentity(db: Db, identity: Identity): Promise<string | null> {
  const { accountId } = identities;
  return first(await db.select({ accountId }).from(identities).where(is(identity)))?.accountId ?? null;
}

/** @returns false when the account is another's, or they have another one */
export async function insertIdentity(tx: Db, identity: Identity, accountId: string): Promise<boolean> {
  const { subject } = identities;
  const made = await tx
    .insert(identities)
    .values({ ...identity, accountId })
    .onConflictDoNothing()
    .returning({ subject });
  return made.length > 0;
}

export async function markMappedRole(tx: Db, identity: Identity, mappedRole: Role | null): Promise<void> {
  await tx.update(identities).set({ mappedRole }).where(is(identity));
}

/** Whether an account has more rights than a resident because this provider said so. */
export async function hasRightsFrom(db: Db, issuer: string, accountId: string): Promise<boolean> {
  const given = and(
    eq(identities.issuer, issuer),
    eq(identities.accountId, accountId),
    inArray(identities.mappedRole, ['staff', 'administrator']),
  );
  return (await db.select({ subject: identities.subject }).from(identities).where(given)).length > 0;
}

/** What is kept of an account's identity; null when it has none. */
export async function identityOf(db: Db, accountId: string) {
  const { issuer, subject, createdAt } = identities;
  return first(
    await db
      .select({ issuer, subject, createdAt })
      .from(identities)
      .where(eq(identities.accountId, accountId)),
  );
}

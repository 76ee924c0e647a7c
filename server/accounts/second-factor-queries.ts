/** SQL of second factors and recovery codes. */
import { createHash } from 'node:crypto';
import { and, count, eq, isNotNull, isNull, not, sql } from 'drizzle-orm';
import { type Db, first, only, rowCount } from '../database/client.ts';
import { recoveryCodes, secondFactors } from '../database/schema/schema.ts';

type Factor = Pick<typeof secondFactors.$inferSelect, 'secret' | 'lastStep'>;

const sealed = sql`length(${secondFactors.secret}) <> 20`;
const ofAccount = (accountId: string) => eq(secondFactors.accountId, accountId);

/** One that is being set up, in place of another that was. @param secret as it is kept. @returns false when there is one in use */
export async function beginFactor(db: Db, accountId: string, secret: Buffer): Promise<boolean> {
  const begun = await db
    .insert(secondFactors)
    .values({ accountId, secret })
    .onConflictDoUpdate({
      target: secondFactors.accountId,
      set: { secret },
      setWhere: isNull(secondFactors.confirmedAt),
    });
  return rowCount(begun) > 0;
}

/** Held until the transaction ends: a code is taken once. @param confirmed whether it is in use, or being set up */
export async function holdFactor(tx: Db, accountId: string, confirmed: boolean): Promise<Factor | null> {
  const { confirmedAt, secret, lastStep } = secondFactors;
  const which = and(ofAccount(accountId), confirmed ? isNotNull(confirmedAt) : isNull(confirmedAt));
  return first(await tx.select({ secret, lastStep }).from(secondFactors).where(which).for('update'));
}

/** Those that are kept as they are: of before there was a key. */
export function plainFactors(tx: Db): Promise<{ accountId: string; secret: Buffer }[]> {
  const { accountId, secret } = secondFactors;
  const plain = tx.select({ accountId, secret }).from(secondFactors).where(not(sealed));
  return plain.orderBy(accountId).for('update');
}

/** One that is kept under the key, for whoever looks whether it is here; null when there is none. */
export async function sealedFactor(db: Db): Promise<{ accountId: string; secret: Buffer } | null> {
  const { accountId, secret } = secondFactors;
  return first(await db.select({ accountId, secret }).from(secondFactors).where(sealed).limit(1));
}

export const hasSealed = async (db: Db): Promise<boolean> => (await sealedFactor(db)) !== null;

export async function keepSecret(tx: Db, accountId: string, secret: Buffer): Promise<void> {
  await tx.update(secondFactors).set({ secret }).where(ofAccount(accountId));
}

export async function hasFactor(db: Db, accountId: string): Promise<boolean> {
  const inUse = and(ofAccount(accountId), isNotNull(secondFactors.confirmedAt));
  return (await db.select({ id: secondFactors.accountId }).from(secondFactors).where(inUse)).length > 0;
}

export async function markStep(tx: Db, accountId: string, lastStep: number): Promise<void> {
  await tx.update(secondFactors).set({ lastStep }).where(ofAccount(accountId));
}

export async function confirmFactor(tx: Db, accountId: string, now: Date): Promise<void> {
  await tx.update(secondFactors).set({ confirmedAt: now }).where(ofAccount(accountId));
}

/** @returns false when there was none */
export async function deleteFactor(tx: Db, accountId: string): Promise<boolean> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  return rowCount(await tx.delete(secondFactors).where(ofAccount(accountId))) > 0;
}

const hashOf = (accountId: string, code: string): Buffer =>
  createHash('sha256').update(`${accountId}\n${code}`).digest();

export async function insertCodes(tx: Db, accountId: string, codes: readonly string[]): Promise<void> {
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ accountId, hash: hashOf(accountId, code) })));
}

/** @returns false when the account has no such code */
export async function takeCode(tx: Db, accountId: string, code: string): Promise<boolean> {
  const ofCode = and(eq(recoveryCodes.accountId, accountId), eq(recoveryCodes.hash, hashOf(accountId, code)));
  return rowCount(await tx.delete(recoveryCodes).where(ofCode)) > 0;
}

export async function countCodes(db: Db, accountId: string): Promise<number> {
  const rows = await db
    .select({ n: count() })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.accountId, accountId));
  return only(rows).n;
}

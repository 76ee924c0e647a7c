/** Adding to the chain of certificates. */
import { desc } from 'drizzle-orm';
import { type Db, first } from '../database/client.ts';
import { holdLock } from '../database/locks.ts';
import { certificateEntries } from '../database/schema/schema.ts';
import { type Entry, GENESIS, hashOf } from './chain.ts';
import type { Signer } from './key.ts';

/** Holds the chain until the transaction ends, which must be `read committed`: issues and revocations go one by one. */
export async function lockChain(tx: Db): Promise<void> {
  await holdLock(tx, 'certificates');
}

/**
 * Adds a signed entry. The chain is held.
 * @throws when the chain was begun with another key: two keys would be two issuers
 */
export async function append(
  tx: Db,
  signer: Signer,
  event: Pick<Entry, 'at' | 'event' | 'number' | 'digest'>,
): Promise<void> {
  const { id, hash, keyId } = certificateEntries;
  const last = first(
    await tx.select({ id, hash, keyId }).from(certificateEntries).orderBy(desc(id)).limit(1),
  );
  if (last && last.keyId !== signer.id) {
    throw new Error(
      `CERTIFICATE_KEY_FILE: certificates are signed with the key ${last.keyId}, and this one is ${signer.id}.`,
    );
  }
  const before = last ?? GENESIS;
  const entry = { id: before.id + 1, keyId: signer.id, ...event };
  const own = hashOf(before.hash, entry);
  await tx
    .insert(certificateEntries)
    .values({ ...entry, previousHash: before.hash, hash: own, signature: signer.sign(own) });
}

/** Revoking a certificate: its check says so from then on. */
import { eq } from 'drizzle-orm';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import type { Role } from '../contract/vocabulary.ts';
import { first } from '../database/client.ts';
import { certificates } from '../database/schema/schema.ts';
import { Refusal } from '../errors.ts';
import { append, lockChain } from './append.ts';
import { revokedDigest } from './chain.ts';
import type { Signer } from './key.ts';

/** @throws {Refusal} not_found · certificate_revoked when it is already */
export async function revokeCertificate(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  signer: Signer,
  actor: { id: string; role: Role },
  { number, reason }: { number: string; reason: string },
): Promise<void> {
  const at = clock();
  await db.transaction(async (tx) => {
    await lockChain(tx);
    const of = eq(certificates.number, number);
    const row = first(await tx.select().from(certificates).where(of));
    if (!row) throw new Refusal('not_found');
    if (row.revokedAt) throw new Refusal('certificate_revoked');
    const revokedReason = reason
      .toWellFormed()
      .replace(/\p{Cc}+/gu, ' ')
      .trim();
    await tx.update(certificates).set({ revokedAt: at, revokedReason }).where(of);
    await append(tx, signer, {
      at,
      event: 'revoked',
      number,
      digest: revokedDigest(number, at, revokedReason),
    });
    await recordAudit(tx, {
      ...{ at, actor, action: 'certificate.revoked', details: { number }, reason: revokedReason },
      ...(row.accountId === null
        ? { subject: { kind: 'site' } }
        : { subject: { kind: 'account', id: row.accountId }, people: [row.accountId] }),
    });
  });
}

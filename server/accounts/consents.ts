/** Consents (동의): what holds of those that were given, and when they are asked for anew. */
import { and, asc, desc, eq } from 'drizzle-orm';
import type { Consent } from '../contract/consents.ts';
import type { Role } from '../contract/vocabulary.ts';
import { type Db, first } from '../database/client.ts';
import type { ConsentKind } from '../database/schema/consents.ts';
import { consents } from '../database/schema/schema.ts';

export type Held = { version: string; given: boolean };

/**
 * Whether somebody is to be asked for the required consent: residents who never gave it, or gave it to another policy.
 * What is kept of staff is kept for their work. Pure.
 */
export const isConsentDue = (role: Role, held: Held | null, version: string): boolean =>
  role === 'resident' && !(held?.given && held.version === version);

/** The last word on one kind; null when there was none. */
export async function heldConsent(db: Db, accountId: string, kind: ConsentKind): Promise<Held | null> {
  const rows = await db
    .select({ version: consents.version, given: consents.given })
    .from(consents)
    .where(and(eq(consents.accountId, accountId), eq(consents.kind, kind)))
    .orderBy(desc(consents.at))
    .limit(1);
  return first(rows);
}

/** Adds what was said, unless it is what holds already. Within the caller's transaction. */
export async function recordConsent(
  tx: Db,
  accountId: string,
  { kind, at, ...said }: Held & { kind: ConsentKind; at: Date },
): Promise<void> {
  const held = await heldConsent(tx, accountId, kind);
  if (held?.version === said.version && held.given === said.given) return;
  const target = [consents.accountId, consents.kind, consents.at];
  await tx
    .insert(consents)
    .values({ accountId, kind, at, ...said })
    // in one millisecond nobody says two things: the last one holds
    .onConflictDoUpdate({ target, set: said });
}

/** All that an account ever said, in order. */
export async function consentsOf(db: Db, accountId: string): Promise<Consent[]> {
  const rows = await db
    .select({ kind: consents.kind, version: consents.version, given: consents.given, at: consents.at })
    .from(consents)
    .where(eq(consents.accountId, accountId))
    .orderBy(asc(consents.at), asc(consents.kind));
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

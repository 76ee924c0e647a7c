/** Adding to the audit log. */
import { desc } from 'drizzle-orm';
import type { AuditAction, AuditSubject } from '../contract/audit.ts';
import type { Role } from '../contract/vocabulary.ts';
import { type Db, first } from '../database/client.ts';
import { holdLock } from '../database/locks.ts';
import { auditAnchor, auditEntries } from '../database/schema/schema.ts';
import { GENESIS, hashOf } from './chain.ts';

/** What an entry is made of. */
export type Act = {
  at: Date;
  actor: { id: string; role: Role };
  action: AuditAction;
  subject: { kind: AuditSubject; id?: string };
  /** ids of the accounts whose data it was, where they are few enough to be named */
  people?: readonly string[];
  /** what else is worth knowing: never names, addresses or what somebody typed to find people */
  details?: Readonly<Record<string, unknown>>;
  /** why, as the actor said */
  reason?: string;
};

/**
 * Adds an entry within the caller's transaction, which must be `read committed`: the act and its entry commit
 * together or not at all. Acts wait for each other here, so it belongs at the transaction's end.
 */
export async function recordAudit(tx: Db, act: Act): Promise<void> {
  await lockLog(tx);
  const last = await lastOf(tx);
  const { at, actor, action, subject, people = [], details = {}, reason } = act;
  const entry = {
    ...{ id: last.id + 1, at, actorId: actor.id, actorRole: actor.role, action },
    ...{ subjectKind: subject.kind, subjectId: subject.id ?? null, people: [...people], details },
    reason: reason === undefined ? null : storable(reason),
  };
  await tx.insert(auditEntries).values({ ...entry, previousHash: last.hash, hash: hashOf(last.hash, entry) });
}

/** Holds the log until the transaction ends. */
export async function lockLog(tx: Db): Promise<void> {
  await holdLock(tx, 'audit');
}

/** The entry that the next one is bound to. */
async function lastOf(tx: Db): Promise<{ id: number; hash: Buffer }> {
  const { id, hash } = auditEntries;
  const kept = first(await tx.select({ id, hash }).from(auditEntries).orderBy(desc(id)).limit(1));
  return kept ?? first(await tx.select().from(auditAnchor)) ?? GENESIS;
}

/** Text that comes back from the database as it went in. */
const storable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();

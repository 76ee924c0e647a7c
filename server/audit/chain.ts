/** How entries of the audit log are bound together: each hash covers the entry and the hash before it. Pure. */
import { createHash } from 'node:crypto';
import type { Role } from '../contract/vocabulary.ts';

/** An entry without its hashes. */
export type Entry = {
  id: number;
  /** to the millisecond */
  at: Date;
  actorId: string;
  actorRole: Role;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  people: readonly string[];
  details: Readonly<Record<string, unknown>>;
  reason: string | null;
};

/** Where a log begins that nothing was removed from. */
export const GENESIS: { id: number; hash: Buffer } = { id: 0, hash: Buffer.alloc(32) };

/** SHA-256 of the hash before, in hexadecimal, and the entry as one line of JSON: anybody can compute it again. */
export function hashOf(previous: Buffer, entry: Entry): Buffer {
  return createHash('sha256')
    .update(`${previous.toString('hex')}\n${canonical(entry)}`)
    .digest();
}

/** One text for one entry: members in this order, those of objects within by name. */
function canonical(entry: Entry): string {
  const { id, at, actorId, actorRole, action, subjectKind, subjectId, people, details, reason } = entry;
  return JSON.stringify([
    ...[id, at.toISOString(), actorId, actorRole, action, subjectKind, subjectId],
    ...[people, sorted(details), reason],
  ]);
}

/** The same value with members by name: the database keeps no order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]),
  );
}

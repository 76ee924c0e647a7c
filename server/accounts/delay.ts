/**
 * How long the next try of a password has to wait: longer with every failure, never for good, and again nothing after
 * a quiet while. Pure.
 */
import type { AttemptKind } from '../database/schema/attempts.ts';

export type Failures = { failures: number; lastAt: Date };

/** Failures that cost nothing, and how soon one of them is forgiven. */
const PACE: Record<AttemptKind, { free: number; forgivenMs: number }> = {
  account: { free: 5, forgivenMs: 15 * 60_000 },
  // a hall of people behind one address mistype more than one person does
  address: { free: 30, forgivenMs: 60_000 },
  // mails to one address, which may be a stranger's, and mails that one network address asks for
  mailbox: { free: 3, forgivenMs: 10 * 60_000 },
  sender: { free: 30, forgivenMs: 60_000 },
  // six digits of an authenticator app, by who has the password already
  code: { free: 5, forgivenMs: 15 * 60_000 },
};

/** Whoever tries on for ever has about a hundred tries a day; whose account it is waits a quarter of an hour at worst. */
export const LONGEST_MS = 15 * 60_000;

/** What is still held against it. */
export function heldAgainst(kind: AttemptKind, { failures, lastAt }: Failures, now: Date): number {
  const forgiven = Math.floor((now.getTime() - lastAt.getTime()) / PACE[kind].forgivenMs);
  return Math.max(0, failures - Math.max(0, forgiven));
}

/** ms until it may be tried again: 1 s, 2 s, 4 s … */
export function waitMs(kind: AttemptKind, known: Failures, now: Date): number {
  const over = heldAgainst(kind, known, now) - PACE[kind].free;
  if (over < 0) return 0;
  const delay = Math.min(1000 * 2 ** over, LONGEST_MS);
  const since = Math.max(0, now.getTime() - known.lastAt.getTime());
  return Math.max(0, delay - since);
}

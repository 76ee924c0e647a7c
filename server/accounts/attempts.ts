/** Tries of a password, counted before they are looked at: many at once are as slow as one after the other. */
import { createHash } from 'node:crypto';
import { eq, inArray, lt, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { ErrorCode } from '../contract/errors.ts';
import { type Db, rowCount } from '../database/client.ts';
import type { AttemptKind } from '../database/schema/attempts.ts';
import { attempts } from '../database/schema/schema.ts';
import { Refusal } from '../errors.ts';
import { heldAgainst, waitMs } from './delay.ts';
import { networkOf } from './network.ts';
import { normalizedEmail } from './queries.ts';
import { shares, turns } from './turns.ts';

/** A crowd that tries passwords takes a few connections to the database at most: all others are for whoever watches. */
const inTurn = turns({ atOnce: 4, waiting: 200 });
/** Nor does a crowd at one account take all turns: more than these of it are not free at once. */
const ofOne = shares(10);

/** What a try is counted for. */
export type Counted = { kind: AttemptKind; key: Buffer };

/** An account by its e-mail, which need not exist: what is told of unknown ones is told of known ones. */
export const ofAccount = (email: string): Counted => counted('account', normalizedEmail(email));

/** Codes of an account's second factor. */
export const ofCodes = (accountId: string): Counted => counted('code', accountId);

/** @param ip of who asks */
export const ofAddress = (ip: string): Counted => counted('address', networkOf(ip));

/** Mails to an address. */
export const ofMailbox = (email: string): Counted => counted('mailbox', normalizedEmail(email));

/** Mails that are asked for from an address. @param ip of who asks */
export const ofSender = (ip: string): Counted => counted('sender', networkOf(ip));

function counted(kind: AttemptKind, of: string): Counted {
  return { kind, key: createHash('sha256').update(`${kind}\n${of}`).digest() };
}

/**
 * Does `work`, a try of a password, in its pace.
 * @returns what it gives; null = it was in vain, and the next one waits longer
 * @throws {Refusal} too_many_tries, without doing it, with the seconds to wait · busy when too many try
 */
export async function attempt<T>(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  what: readonly Counted[],
  work: () => Promise<T | null>,
): Promise<T | null> {
  await count(db, what, clock(), 'too_many_tries');
  let given: T | null;
  try {
    given = await work();
  } catch (error) {
    await giveBack(db, what); // nobody looked at it
    throw error;
  }
  if (given !== null) {
    // The account's failures are over. Those of the address are not: it may be trying other accounts.
    await giveBack(db, what);
    await forget(
      db,
      what.filter(({ kind }) => kind === 'account'),
    );
  }
  return given;
}

/** Counts what costs somebody else something whenever it is done. @throws {Refusal} too_many_requests, with the seconds to wait */
export async function requirePace(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  what: readonly Counted[],
): Promise<void> {
  await count(db, what, clock(), 'too_many_requests');
}

async function count(db: Db, what: readonly Counted[], now: Date, code: ErrorCode): Promise<void> {
  const whose = what.find(({ kind }) => kind !== 'address' && kind !== 'sender')?.key.toString('hex') ?? '';
  const counting = ofOne(whose, () => inTurn(() => countInTurn(db, what, now, code)));
  if (!counting) throw toWait(code, 1);
  await counting;
}

const countInTurn = (db: Db, what: readonly Counted[], now: Date, code: ErrorCode): Promise<void> =>
  db.transaction(async (tx) => {
    const rows = inOrder(what).map((one) => ({ ...one, failures: 0, lastAt: now }));
    await tx.insert(attempts).values(rows).onConflictDoNothing();
    const known = await tx
      .select()
      .from(attempts)
      .where(inArray(attempts.key, keysOf(what)))
      .orderBy(attempts.key)
      .for('update');
    const wait = Math.max(...known.map((one) => waitMs(one.kind, one, now)));
    if (wait > 0) throw toWait(code, Math.ceil(wait / 1000));
    for (const one of known) {
      const failures = heldAgainst(one.kind, one, now) + 1;
      await tx.update(attempts).set({ failures, lastAt: now }).where(eq(attempts.key, one.key));
    }
  });

const toWait = (code: ErrorCode, seconds: number): Refusal =>
  new Refusal(code, [{ field: 'retryAfter', message: `${seconds}` }], { retryAfter: seconds });

async function giveBack(db: Db, what: readonly Counted[]): Promise<void> {
  const held = db
    .select({ key: attempts.key })
    .from(attempts)
    .where(inArray(attempts.key, keysOf(what)))
    .orderBy(attempts.key)
    .for('update');
  await db
    .update(attempts)
    .set({ failures: sql`greatest(0, ${attempts.failures} - 1)` })
    .where(inArray(attempts.key, held));
}

/** Forgives all at once. */
export async function forget(db: Db, what: readonly Counted[]): Promise<void> {
  await db.delete(attempts).where(inArray(attempts.key, keysOf(what)));
}

const keysOf = (what: readonly Counted[]) => what.map(({ key }) => key);
/** Rows are locked in one order, so that no two tries wait for each other. */
const inOrder = (what: readonly Counted[]) => what.toSorted((a, b) => Buffer.compare(a.key, b.key));

/** Removes what was last tried before then: all of it is forgiven. @returns how many */
export async function sweepAttempts(db: Db, before: Date): Promise<number> {
  return rowCount(await db.delete(attempts).where(lt(attempts.lastAt, before)));
}

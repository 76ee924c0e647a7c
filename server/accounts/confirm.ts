/** Who is signed in says their password once more, before something that a stranger at an open screen must not do. */
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { Refusal } from '../errors.ts';
import type { AccountRow } from './account.ts';
import { attempt, ofAccount, ofAddress } from './attempts.ts';
import { verifyPassword } from './passwords.ts';
import { hashOfAccount } from './queries.ts';

/**
 * @param given the password, and the field in which it was typed
 * @returns the hash it was compared with: a change since then is told by it
 * @throws {Refusal} wrong_password with its field · too_many_tries · busy
 */
export async function confirmPassword(
  context: Pick<Context, 'db' | 'clock'>,
  { ip }: Pick<FastifyRequest, 'ip'>,
  account: { id: string; email: string },
  { password, field }: { password: string; field: string },
): Promise<string> {
  const hash = await hashOfAccount(context.db, account.id);
  const matching = await attempt(context, [ofAccount(account.email), ofAddress(ip)], async () =>
    hash !== null && (await verifyPassword(password, hash)) ? hash : null,
  );
  if (matching === null) throw new Refusal('wrong_password', [{ field, message: 'wrong' }]);
  return matching;
}

/** Minutes after which somebody without a password is to come anew. */
const FRESH_MINUTES = 10;

/**
 * As `confirmPassword`; who has no password has just come through the institution's provider.
 * @returns the hash; null = there is none
 * @throws {Refusal} bad_request without the password of who has one · wrong_password · sign_in_again · too_many_tries · busy
 */
export async function confirmPerson(
  context: Pick<Context, 'db' | 'clock'>,
  request: FastifyRequest,
  account: Pick<AccountRow, 'id' | 'email' | 'hasPassword'>,
  password: string | undefined,
): Promise<string | null> {
  const field = 'password';
  if (account.hasPassword) {
    if (password === undefined) throw new Refusal('bad_request', [{ field, message: 'missing' }]);
    return confirmPassword(context, request, account, { password, field });
  }
  const session = await request.ownSession();
  const since = new Date(context.clock().getTime() - FRESH_MINUTES * 60_000);
  if (session?.way !== 'sso' || session.createdAt < since) throw new Refusal('sign_in_again');
  return null;
}

/** Who is signed in says their password once more, before something that a stranger at an open screen must not do. */
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { Refusal } from '../errors.ts';
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

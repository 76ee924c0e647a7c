/** Who somebody is, by e-mail and password. */
import type { Context } from '../context.ts';
import type { Credentials } from '../contract/accounts.ts';
import { Refusal } from '../errors.ts';
import type { AccountRow } from './account.ts';
import { attempt, ofAccount, ofAddress } from './attempts.ts';
import { hasRightsFrom } from './identity-queries.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { accountWithHash } from './queries.ts';

/**
 * @returns what tells whose credentials they are, or refuses: wrong_credentials · too_many_tries · busy · sso_required
 * to who knew the password, when the institution gave their rights: who left it has them no longer
 */
export async function openAuthentication(context: Pick<Context, 'db' | 'clock' | 'config'>) {
  /** Compared with when there is no such account, so that both answers take the same time. */
  const nobodysHash = await hashPassword(crypto.randomUUID());

  return async ({ email, password }: Credentials, ip: string): Promise<AccountRow> => {
    const account = await attempt(context, [ofAccount(email), ofAddress(ip)], async () => {
      const found = await accountWithHash(context.db, email);
      const matches = await verifyPassword(password, found?.passwordHash ?? nobodysHash);
      if (!found?.passwordHash || !matches) return null;
      const { passwordHash: _, ...account } = found;
      return account;
    });
    if (!account) throw new Refusal('wrong_credentials');
    const { sso } = context.config;
    if (sso && (await hasRightsFrom(context.db, sso.issuer, account.id))) throw new Refusal('sso_required');
    return account;
  };
}

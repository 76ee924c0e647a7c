/** The authenticator app on somebody's telephone. */
import { eq } from 'drizzle-orm';
import { isSealed, openFactorKey } from '../../server/accounts/factor-key.ts';
import { hotp, stepOf } from '../../server/accounts/totp.ts';
import type { Context } from '../../server/context.ts';
import { only } from '../../server/database/client.ts';
import { secondFactors } from '../../server/database/schema/schema.ts';

/** The code that it shows now, for an account that has begun to set it up. */
export async function codeOf(
  { db, config, clock }: Pick<Context, 'db' | 'config' | 'clock'>,
  accountId: string,
): Promise<string> {
  const { secret } = only(
    await db.select().from(secondFactors).where(eq(secondFactors.accountId, accountId)),
  );
  const key = await openFactorKey(config);
  return hotp(isSealed(secret) ? key.open(accountId, secret) : secret, stepOf(clock()));
}

/** Withdrawal (회원 탈퇴): the person goes, what was counted stays. */
import { eq, sql } from 'drizzle-orm';
import type { AccountRow } from '../accounts/account.ts';
import { forget, ofAccount, ofMailbox } from '../accounts/attempts.ts';
import { deleteLinksOf } from '../accounts/link-queries.ts';
import { lockAdministrators } from '../accounts/queries.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/client.ts';
import { accounts, viewers } from '../database/schema/schema.ts';
import { Refusal } from '../errors.ts';
import { dropUpload } from '../recordings/sweep.ts';
import { unfinishedOf } from '../recordings/upload-queries.ts';

/**
 * Removes an account, for good.
 *
 * Gone, in one transaction: e-mail, name, password, what was said of oneself, sessions, mailed links, notes, notices,
 * and the name on certificates, whose entries in the chain still hold (`migrations/0025`). What was watched stays
 * as that of a viewer whom nothing binds to anybody, so that every sum still is the sum of its rows; answers to surveys
 * stay without who gave them; lectures stay, and administrators manage them.
 *
 * @param confirmed hash of the password that was said once more; null = there is none
 * @throws {Refusal} last_administrator · conflict when the password was changed since
 */
export async function withdraw(
  context: Context,
  account: AccountRow,
  confirmed: string | null,
): Promise<void> {
  const { db, clock } = context;
  // their bytes are no rows; what is sent on to one of them afterwards finds no account
  for (const id of await unfinishedOf(db, account.id)) await dropUpload(context, id);
  await db.transaction(async (tx) => {
    const [last, ...others] = await lockAdministrators(tx);
    if (last === account.id && others.length === 0) throw new Refusal('last_administrator');
    await forgetViewer(tx, account.id);
    await deleteLinksOf(tx, account.email);
    await forget(tx, [ofAccount(account.email), ofMailbox(account.email)]);
    const gone = await tx
      .delete(accounts)
      .where(
        sql`${accounts.id} = ${account.id}::uuid and ${accounts.passwordHash} is not distinct from ${confirmed}`,
      )
      .returning({ id: accounts.id });
    if (gone.length === 0) throw new Refusal('conflict');
    await recordAudit(tx, {
      ...{ at: clock(), actor: account, action: 'account.withdrawn', people: [account.id] },
      subject: { kind: 'account', id: account.id },
    });
  });
}

/** The viewer that the account was is nobody's from now on, and is found by nothing. */
async function forgetViewer(tx: Db, accountId: string): Promise<void> {
  await tx.update(viewers).set({ accountId: null }).where(eq(viewers.accountId, accountId));
}

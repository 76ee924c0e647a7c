/** What holds when somebody corrects their own name or address (정정). Pure. */
import type { Act } from '../audit/record.ts';
import { Refusal } from '../errors.ts';
import type { AccountRow } from './account.ts';

/** Name and address of who comes through the institution alone are the institution's. @throws {Refusal} institution_keeps */
export function requireOwnKeeping({ hasPassword }: Pick<AccountRow, 'hasPassword'>): void {
  if (!hasPassword) throw new Refusal('institution_keeps');
}

/** Its entry in the log: which of them was changed, and never what to. */
export const correctionOf = (
  account: Pick<AccountRow, 'id' | 'role'>,
  members: readonly ('name' | 'email')[],
  at: Date,
): Act => ({
  ...{ at, actor: account, action: 'account.corrected', people: [account.id], details: { members } },
  subject: { kind: 'account', id: account.id },
});

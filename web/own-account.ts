/** What somebody changes of their own account; pages that do bring it with them. */
import type { LinkSent } from '../server/contract/account-links.ts';
import type { Account, EmailChange, PasswordChange } from '../server/contract/accounts.ts';
import { api } from './api.ts';
import { account } from './session.ts';

/** Corrects one's own name; rejects with `ApiFailure`. @returns it, as it is kept */
export async function changeName(name: string): Promise<string> {
  const changed = await api.patch<Account>('/api/me', { name });
  account.value = changed;
  return changed.name;
}

/**
 * Asks that one's own address be another one; the answer is the same whether or not that has an account. Rejects with
 * `ApiFailure` (`wrong_password`, `too_many_requests`, …).
 */
export const askForEmail = (change: EmailChange) => api.post<LinkSent>('/api/me/email', change);

/** Takes over the address that a link was mailed to; rejects with `ApiFailure` (`link_over`, …). */
export async function confirmEmail(token: string): Promise<void> {
  account.value = await api.put<Account>('/api/me/email', { token });
}

/** Changes one's own password; rejects with `ApiFailure` (`wrong_password`, `password_common`, …). */
export async function changePassword(change: PasswordChange): Promise<void> {
  await api.put('/api/me/password', change);
}

/** Who is signed in. */
import { batch, computed, signal } from '@preact/signals';
import type { LinkSent, LinkUse, NewAccount } from '../server/contract/account-links.ts';
import type { Account, Credentials, Session } from '../server/contract/accounts.ts';
import { ApiFailure, api } from './api.ts';
import { forgetAllKept } from './offline/kept.ts';

/** The account; null for somebody without one; undefined until the server has said. */
export const account = signal<Account | null | undefined>(undefined);

/** Seconds until one is signed out, as the server said last; null for somebody who is not signed in. */
export const sessionLeft = signal<Session['left']>(null);

/** The privacy policy changed, or was never consented to: one is to be asked. */
export const consentDue = signal(false);

/** One is to set up a second factor before one may do anything but one's own. */
export const factorDue = signal(false);

/** Why it could not be learnt who is asking; null when it could. */
export const sessionFailure = signal<ApiFailure | null>(null);

/** Counts sign-ins and sign-outs: what was loaded for one person is not shown to the next. */
export const personChanges = signal(0);

/** Staff and administrators publish lectures and read statistics. */
export const isStaff = computed(
  () => account.value?.role === 'staff' || account.value?.role === 'administrator',
);
export const isAdministrator = computed(() => account.value?.role === 'administrator');

/** Asks the server who is signed in; called once at start, and again to retry. */
export async function loadSession(): Promise<void> {
  sessionFailure.value = null;
  try {
    const session = await api.get<Session>('/api/session');
    batch(() => {
      account.value = session.account;
      sessionLeft.value = session.left;
      consentDue.value = session.consentDue;
      factorDue.value = session.factorDue;
    });
  } catch (error) {
    if (error instanceof ApiFailure) sessionFailure.value = error;
    else throw error;
  }
}

function become({ account: person, left, ...due }: Session): void {
  const before = account.peek();
  // whoever uses this browser next is somebody else, perhaps
  if (before && before.id !== person?.id) void forgetAllKept();
  batch(() => {
    account.value = person;
    sessionLeft.value = left;
    consentDue.value = due.consentDue;
    factorDue.value = due.factorDue;
    personChanges.value += 1;
  });
}

/**
 * Signs in; rejects with `ApiFailure` (`wrong_credentials`, `wrong_code`, `too_many_requests`, …).
 * @returns false when a code of the second factor is asked for besides
 */
export async function signIn(credentials: Credentials): Promise<boolean> {
  try {
    become(await api.post<Session>('/api/session', credentials));
    return true;
  } catch (error) {
    if (error instanceof ApiFailure && error.code === 'code_required') return false;
    throw error;
  }
}

/** Asks for an account; rejects with `ApiFailure` (`too_many_requests`, …). */
export const askForAccount = (newAccount: NewAccount) => api.post<LinkSent>('/api/accounts', newAccount);

/** Asks to choose a new password; the answer is the same whether or not there is such an account. */
export const askForReset = (email: string) => api.post<LinkSent>('/api/password-resets', { email });

/** Chooses a password with a mailed link; a new account is signed in. Rejects with `ApiFailure` (`link_over`, …). */
export async function openWithLink(use: LinkUse): Promise<void> {
  const session = await api.post<Session>('/api/account-links/use', use);
  if (session.account) become(session);
}

const NOBODY: Session = { account: null, left: null, consentDue: false, factorDue: false };

export async function signOut(): Promise<void> {
  await api.delete('/api/session');
  become(NOBODY);
}

/** Signs out on every device, this one too. */
export async function signOutEverywhere(): Promise<void> {
  await api.delete('/api/me/sessions');
  become(NOBODY);
}

/**
 * Asks how long one stays signed in: only `look`s, which changes nothing, or says that one is there, to `goOn`. Takes
 * note when one is not signed in any more.
 * @returns null when one is not; rejects with `ApiFailure`
 */
export async function askSession(how: 'look' | 'goOn'): Promise<Session['left']> {
  const session = await (how === 'look' ? look() : api.put<Session>('/api/session', {}).catch(orNobody));
  const is = account.value?.id;
  // Somebody else may have signed in with another tab.
  if (session.account?.id === is) sessionLeft.value = session.left;
  else become(session);
  return session.left;
}

const look = () => api.get<Session>('/api/session');

function orNobody(error: unknown): Session {
  if (error instanceof ApiFailure && error.code === 'sign_in_required') return NOBODY;
  throw error;
}

/**
 * Removes one's own account, for good; rejects with `ApiFailure` (`wrong_password`, `sign_in_again`, …).
 * @param password of who has one
 */
export async function withdraw(password?: string): Promise<void> {
  await api.post('/api/me/withdrawal', { password });
  become(NOBODY);
}

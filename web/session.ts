/** Who is signed in. */
import { batch, computed, signal } from '@preact/signals';
import type {
  Account,
  Credentials,
  NewAccount,
  PasswordChange,
  Session,
} from '../server/contract/accounts.ts';
import { ApiFailure, api } from './api.ts';

/** The account; null for somebody without one; undefined until the server has said. */
export const account = signal<Account | null | undefined>(undefined);

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
    account.value = (await api.get<Session>('/api/session')).account;
  } catch (error) {
    if (error instanceof ApiFailure) sessionFailure.value = error;
    else throw error;
  }
}

function become(person: Account | null): void {
  batch(() => {
    account.value = person;
    personChanges.value += 1;
  });
}

/** Signs in; rejects with `ApiFailure` (`wrong_credentials`, `too_many_requests`, …). */
export async function signIn(credentials: Credentials): Promise<void> {
  become((await api.post<Session>('/api/session', credentials)).account);
}

/** Makes an account and signs in; rejects with `ApiFailure` (`email_taken`, …). */
export async function signUp(newAccount: NewAccount): Promise<void> {
  become(await api.post<Account>('/api/accounts', newAccount));
}

export async function signOut(): Promise<void> {
  await api.delete('/api/session');
  become(null);
}

/** Changes one's own password; rejects with `ApiFailure` (`wrong_password`, `password_common`, …). */
export async function changePassword(change: PasswordChange): Promise<void> {
  await api.put('/api/me/password', change);
}

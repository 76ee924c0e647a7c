/** An employer with a provider, and its people, who come to the platform through it. */
import { expect } from 'vitest';
import { freePort } from '../../scripts/platform/port.ts';
import type { Browser } from './app.ts';
import { CLIENT, type Employee, passProvider, startProvider } from './oidc.ts';

/** Where `testApp` would be reached. */
export const CALLBACK = 'http://localhost:3000/api/sso/callback';

export const newAddress = () => `${crypto.randomUUID()}@example.org`;
/** What a browser asks for that the provider sent back. */
export const pathOf = ({ pathname, search }: URL) => `${pathname}${search}`;
/** Who a browser is signed in as. */
export const who = async (browser: Browser) => (await browser('GET', '/api/session')).body.account;

/** Begins a sign-in. @returns the provider's address */
export async function begin(browser: Browser, next?: string): Promise<string> {
  const begun = await browser('POST', '/api/sso', next === undefined ? {} : { next });
  expect(begun.status).toBe(200);
  return begun.body.address;
}

/** All of the way. @param sub who signs in there; null = says no. @returns where it leads */
export async function enter(browser: Browser, sub: string | null, next?: string): Promise<string> {
  const came = await passProvider(await begin(browser, next), sub);
  const reply = await browser('GET', pathOf(came));
  expect(reply.status).toBe(303);
  return String(reply.headers.location);
}

export async function openEmployer() {
  const provider = await startProvider(await freePort('127.0.0.1'), CALLBACK);
  return {
    ...provider,
    /** of a platform that takes its people */
    settings: {
      ...{ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
      ...{ OIDC_NAME: '경기도청', OIDC_STAFF: '협치 담당', OIDC_ADMINISTRATORS: 'cn=admin,ou=it; 운영' },
    },
    /** Somebody with an address of theirs that it vouches for, unless `is` says otherwise. */
    employee(is: Employee = {}): { sub: string; email: string } {
      const sub = crypto.randomUUID();
      const email = is.email ?? newAddress();
      provider.people.set(sub, { email, email_verified: true, name: '홍길동', ...is });
      return { sub, email };
    },
  };
}

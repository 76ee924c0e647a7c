/** Single sign-on: the account that somebody has at their institution. */
import { type Static, Type } from 'typebox';
import { literals } from './vocabulary.ts';

/** `GET /api/sso`: whose accounts one may sign in with; null = there is no single sign-on. */
export const Sso = Type.Object({ name: Type.Union([Type.String(), Type.Null()]) });
export type Sso = Static<typeof Sso>;

/** `POST /api/sso`: begins a sign-in. `next` is the path that it leads to in the end. */
export const SsoStart = Type.Object(
  { next: Type.Optional(Type.String({ maxLength: 2000 })) },
  { additionalProperties: false },
);
/** The provider's page, where the browser is to go. */
export const SsoBegun = Type.Object({ address: Type.String() });
export type SsoBegun = Static<typeof SsoBegun>;

/**
 * Why a sign-in came to nothing, as `/sign-in?sso=…` says: somebody said no · it did not fit together, or took too
 * long · the provider is away · it does not vouch for the e-mail · the e-mail's account is of another person there.
 */
export const SsoOutcome = literals(['refused', 'failed', 'unavailable', 'unverified', 'taken'] as const);
export type SsoOutcome = Static<typeof SsoOutcome>;

/** `POST /api/sso/logout`, by the institution's provider alone: as a form (OpenID Connect Back-Channel Logout 1.0 §2.5). */
export const LogoutTold = Type.Object(
  { logout_token: Type.String({ minLength: 1, maxLength: 20_000 }) },
  { additionalProperties: false },
);
export type LogoutTold = Static<typeof LogoutTold>;

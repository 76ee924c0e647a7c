/** Accounts and sessions: who somebody is. */
import { type Static, Type } from 'typebox';
import { Browser, System } from './quality.ts';
import { Code } from './second-factor.ts';
import { Audience, Id, pageOf, Region, Role, Time } from './vocabulary.ts';

export const Email = Type.String({ minLength: 3, maxLength: 254, pattern: '^[^@\\s]+@[^@\\s]+$' });
/** What somebody is called; spaces alone are no name. */
export const PersonName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
/** One that is chosen anew; the list of common ones is the server's. */
export const NewPassword = Type.String({ minLength: 8, maxLength: 256 });
/** One that is asked for: as long as one could once be chosen. */
const Password = Type.String({ maxLength: 256 });

export const Credentials = Type.Object(
  {
    email: Type.String({ maxLength: 254 }),
    password: Password,
    /** of the second factor, once `code_required` asked for it */
    code: Type.Optional(Code),
  },
  { additionalProperties: false },
);
export type Credentials = Static<typeof Credentials>;

export const Account = Type.Object({
  id: Id,
  email: Type.String(),
  name: Type.String(),
  role: Role,
  /** what they say of themselves; null = nothing */
  audience: Type.Union([Audience, Type.Null()]),
  region: Type.Union([Region, Type.Null()]),
  /** wants a mail when a recording of theirs is ready, or will not be */
  notify: Type.Boolean(),
  /** signs in with a code of an app besides the password */
  secondFactor: Type.Boolean(),
  /** may sign in with one; otherwise through the institution's provider alone */
  hasPassword: Type.Boolean(),
  createdAt: Time,
});
export type Account = Static<typeof Account>;

/** `GET /api/session`: who is asking; both are null for somebody without an account. */
export const Session = Type.Object({
  account: Type.Union([Account, Type.Null()]),
  /** whole seconds until one is signed out: unless something is done, and whatever is done */
  left: Type.Union([Type.Object({ idle: Type.Integer(), total: Type.Integer() }), Type.Null()]),
  /** the policy changed since they consented to it, or they never did: they are to be asked */
  consentDue: Type.Boolean(),
  /** they may do nothing but their own until they have set up a second factor */
  factorDue: Type.Boolean(),
});
export type Session = Static<typeof Session>;

export const AccountPage = pageOf(Account);
export const AccountChange = Type.Object({ role: Role }, { additionalProperties: false });
/** What somebody changes of their own account; what is not named stays. */
export const OwnAccountChange = Type.Object(
  {
    /** as certificates that are issued from then on say it */
    name: Type.Optional(PersonName),
    notify: Type.Optional(Type.Boolean()),
    audience: Type.Optional(Type.Union([Audience, Type.Null()])),
    region: Type.Optional(Type.Union([Region, Type.Null()])),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type OwnAccountChange = Static<typeof OwnAccountChange>;

/** `POST /api/me/email`: asks for another address, which is taken over once a link that is mailed there is used. */
export const EmailChange = Type.Object({ email: Email, password: Password }, { additionalProperties: false });
export type EmailChange = Static<typeof EmailChange>;

/** `PUT /api/me/password` */
export const PasswordChange = Type.Object(
  { current: Password, password: NewPassword },
  { additionalProperties: false },
);
export type PasswordChange = Static<typeof PasswordChange>;

const OneSession = Type.Object({
  id: Id,
  browser: Browser,
  system: System,
  createdAt: Time,
  lastSeenAt: Time,
  /** the one that asks */
  current: Type.Boolean(),
});
/** `GET /api/me/sessions`: where one is signed in; `GET /api/accounts/:id/sessions`: where somebody is. */
export const OwnSessions = Type.Object({ items: Type.Array(OneSession) });
export type OwnSessions = Static<typeof OwnSessions>;

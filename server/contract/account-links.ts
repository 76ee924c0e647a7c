/** Links that are mailed: to finish a sign-up, to choose a new password, and to confirm another address. */
import { type Static, Type } from 'typebox';
import { Email, NewPassword, PersonName } from './accounts.ts';
import { NewConsents } from './consents.ts';
import { Audience, literals, Region } from './vocabulary.ts';

/** What a link in a mail is for: to make an account, to choose a new password, or to confirm another address. */
export const LINK_KINDS = ['sign_up', 'reset', 'email'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** `POST /api/accounts`: asks for an account; the password is chosen by whoever reads the address's mail. */
export const NewAccount = Type.Object(
  {
    email: Email,
    name: PersonName,
    /** whom one belongs to and where one lives, if one likes to say: statistics count by them, administrators find people by them */
    audience: Type.Optional(Audience),
    region: Type.Optional(Region),
    consents: NewConsents,
  },
  { additionalProperties: false },
);
export type NewAccount = Static<typeof NewAccount>;

/** `POST /api/password-resets` */
export const ForgottenPassword = Type.Object({ email: Email }, { additionalProperties: false });

/** The answer, whether or not the address has an account. `file`: there is no mail server, mails are kept as files. */
export const LinkSent = Type.Object({ sent: Type.Union([Type.Literal('mail'), Type.Literal('file')]) });
export type LinkSent = Static<typeof LinkSent>;

const Token = Type.String({ pattern: '^[\\w-]{43}$' });

/** `POST /api/account-links/open`: what a link is for. `PUT /api/me/email`: uses one of a new address. */
export const LinkToken = Type.Object({ token: Token }, { additionalProperties: false });
export const OpenedLink = Type.Object({
  kind: literals(LINK_KINDS),
  email: Type.String(),
});
export type OpenedLink = Static<typeof OpenedLink>;

/** `POST /api/account-links/use`: a new account is signed in; with a new password one signs in oneself. */
export const LinkUse = Type.Object({ token: Token, password: NewPassword }, { additionalProperties: false });
export type LinkUse = Static<typeof LinkUse>;

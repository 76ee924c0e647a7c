/** The second factor of a sign-in: codes of an authenticator app (RFC 6238), and some to write down. */
import { type Static, Type } from 'typebox';

/** Six digits, or one that was written down: with spaces and hyphens as people type them. */
export const Code = Type.String({ minLength: 6, maxLength: 20 });

/** `GET /api/me/second-factor` */
export const SecondFactor = Type.Object({
  on: Type.Boolean(),
  /** the institution asks for one of this role */
  required: Type.Boolean(),
  /** that were not used yet */
  recoveryCodes: Type.Integer(),
});
export type SecondFactor = Static<typeof SecondFactor>;

/** `POST /api/me/second-factor` and `…/removal` */
export const FactorPassword = Type.Object(
  { password: Type.String({ maxLength: 256 }) },
  { additionalProperties: false },
);

/** What an app is given; it is in use once a code of it was shown. */
export const NewFactor = Type.Object({
  /** base32, for who types it */
  secret: Type.String(),
  /** `otpauth://` */
  uri: Type.String(),
  /** the same as a picture: a `data:` address of an SVG */
  qr: Type.String(),
});
export type NewFactor = Static<typeof NewFactor>;

/** `PUT /api/me/second-factor` */
export const FactorCode = Type.Object({ code: Code }, { additionalProperties: false });
/** Shown once: only hashes of them are kept. */
export const RecoveryCodes = Type.Object({ codes: Type.Array(Type.String()) });
export type RecoveryCodes = Static<typeof RecoveryCodes>;

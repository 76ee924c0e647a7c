/** The privacy policy (개인정보처리방침) and consents to it. */
import { type Static, Type } from 'typebox';
import { RetentionPeriod } from './retention.ts';
import { Day, literals, Time } from './vocabulary.ts';

/** `GET /api/privacy-policy`: what the policy's page is filled with. */
export const PrivacyPolicy = Type.Object({
  /** 시행일: the policy's version */
  since: Day,
  institution: Type.String(),
  institutionEn: Type.String(),
  /** 개인정보 보호책임자, and where they are reached; null = not named */
  officer: Type.Union([Type.String(), Type.Null()]),
  contact: Type.Union([Type.String(), Type.Null()]),
  /** whose accounts people may sign in with, as the button says it; null = with those of here alone */
  sso: Type.Union([Type.String(), Type.Null()]),
  periods: Type.Array(RetentionPeriod),
});
export type PrivacyPolicy = Static<typeof PrivacyPolicy>;

/** `privacy`: required · `traits`: optional, for 대상 and 시·군 */
export const Consent = Type.Object({
  kind: literals(['privacy', 'traits']),
  version: Type.String(),
  given: Type.Boolean(),
  at: Time,
});
export type Consent = Static<typeof Consent>;

/** The policy that was read, which must be the one that holds. */
const Version = Type.String({ maxLength: 10 });

/** Said at sign-up. */
export const NewConsents = Type.Object(
  {
    privacy: Version,
    /** 만 14세 이상: younger people's guardians are not asked here */
    overFourteen: Type.Literal(true),
    traits: Type.Boolean(),
  },
  { additionalProperties: false },
);

/** `GET /api/me/consents`: all that was said, in order. */
export const ConsentList = Type.Object({ items: Type.Array(Consent) });
export type ConsentList = Static<typeof ConsentList>;

/** `PUT /api/me/consents`: the required one is given with it; without `traits` what was said of oneself is removed. */
export const ConsentChange = Type.Object(
  { privacy: Version, traits: Type.Boolean() },
  { additionalProperties: false },
);

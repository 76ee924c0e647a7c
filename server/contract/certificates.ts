/** Certificates of completion (이수증): issued to somebody, and checked by anybody. */
import { type Static, Type } from 'typebox';
import { Day, Id, literals, Seconds, Time } from './vocabulary.ts';

/** `2026-000123`: counted within its year (Asia/Seoul), without gaps. */
const CertificateNumber = Type.String({ pattern: '^\\d{4}-\\d{6,9}$' });

/** What it says, as it was at issue. */
const written = {
  number: CertificateNumber,
  courseTitle: Type.String(),
  courseTitleEn: Type.String(),
  /** 교육기간: the first and the last day on which a lecture of the course was watched */
  firstDay: Day,
  lastDay: Day,
  /** 교육시간: how long the lectures that the course consists of are together */
  seconds: Seconds,
  /** whose course it was */
  institution: Type.String(),
  issuer: Type.String(),
  issuedAt: Time,
  revokedAt: Type.Union([Time, Type.Null()]),
};

/** As the one it was issued to and administrators see it. */
export const Certificate = Type.Object({
  ...written,
  courseId: Id,
  /** the version of the course's rule by which it was issued */
  ruleVersion: Type.Integer(),
  name: Type.String(),
  /** 확인코드: printed on it; with it anybody may check the certificate */
  code: Type.String(),
  /** as an administrator gave it; null while it is not revoked */
  revokedReason: Type.Union([Type.String(), Type.Null()]),
});
export type Certificate = Static<typeof Certificate>;

export const CertificateList = Type.Object({ items: Type.Array(Certificate) });
export type CertificateList = Static<typeof CertificateList>;

export const NewCertificate = Type.Object({ courseId: Id }, { additionalProperties: false });

export const CertificateParams = Type.Object({ number: CertificateNumber });

export const CertificateQuery = Type.Object(
  { code: Type.Optional(Type.String({ maxLength: 40 })) },
  { additionalProperties: false },
);

/**
 * What a check found, each time from the chain and its signatures. `invalid`: what is kept is not what was issued;
 * nothing of it is shown.
 */
export const CertificateCheck = Type.Union([
  Type.Object({
    verdict: literals(['valid', 'revoked']),
    ...written,
    /** `홍*동`; in full to its owner and to administrators; null once its owner has withdrawn */
    name: Type.Union([Type.String(), Type.Null()]),
  }),
  Type.Object({ verdict: literals(['invalid']), number: CertificateNumber }),
]);
export type CertificateCheck = Static<typeof CertificateCheck>;

export const Revocation = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) },
  { additionalProperties: false },
);

/** What certificates are signed with: Ed25519 (RFC 8032). */
export const CertificateKey = Type.Object({
  /** the beginning of the SHA-256 of the key in DER, in hexadecimal */
  id: Type.String(),
  /** SubjectPublicKeyInfo as PEM (RFC 7468) */
  publicKey: Type.String(),
});

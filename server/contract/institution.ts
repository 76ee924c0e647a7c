/** What the institution says of itself (기관 설정): on every page, on certificates, in mails and in the privacy policy. */
import { type Static, Type } from 'typebox';
import { wasOf } from './vocabulary.ts';

/** Of one line; control characters would break the line that it stands in. */
const line = (maxLength: number, minLength = 0) =>
  Type.String({
    minLength,
    maxLength,
    pattern: minLength > 0 ? '^[^\\p{Cc}]*\\S[^\\p{Cc}]*$' : '^[^\\p{Cc}]*$',
  });

/** In English an empty text is the Korean one; any other empty text is left out. */
const members = {
  name: line(30, 1),
  nameEn: line(60),
  /** of the site: `마당` */
  site: line(20, 1),
  siteEn: line(30),
  /** what the site is, in one sentence: in the footer, and to search engines */
  about: line(160),
  aboutEn: line(160),
  /** it stands above every page that this is an official site of the Republic of Korea's government */
  isOfficial: Type.Boolean(),
  address: line(100),
  addressEn: line(150),
  phone: line(40),
  email: Type.String({ maxLength: 100, pattern: '^([^\\s@<>"]+@[^\\s@<>"]+)?$' }),
  /** who issues certificates, as they say it: one line of them */
  issuer: line(20, 1),
  /** 개인정보 보호책임자, and where they are reached, as the privacy policy names them */
  officer: line(100),
  officerContact: line(100),
};

export const Institution = Type.Object(members);
export type Institution = Static<typeof Institution>;

/** All of it at once, as it is to be from now on. */
export const InstitutionChange = Type.Object(
  { ...members, was: wasOf(members) },
  { additionalProperties: false },
);

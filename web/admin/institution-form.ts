/** What of the institution is written where, and what may not be left empty. Pure. */
import type { Institution } from '../../server/contract/institution.ts';
import { t } from '../i18n/i18n.ts';
import type { FieldErrors } from '../pages/sign-in/checks.ts';

export type Line = Exclude<keyof Institution, 'isOfficial'>;

/** Each part of the form, and its lines. */
export const PARTS: readonly { part: 'names' | 'contact' | 'papers' | 'privacy'; lines: readonly Line[] }[] =
  [
    { part: 'names', lines: ['name', 'nameEn', 'site', 'siteEn', 'about', 'aboutEn'] },
    { part: 'contact', lines: ['address', 'addressEn', 'phone', 'email'] },
    { part: 'papers', lines: ['issuer'] },
    { part: 'privacy', lines: ['officer', 'officerContact'] },
  ];

/** Letters that the contract lets in. */
export const LONGEST: Readonly<Record<Line, number>> = {
  ...{ name: 30, nameEn: 60, site: 20, siteEn: 30, about: 160, aboutEn: 160, address: 100, addressEn: 150 },
  ...{ phone: 40, email: 100, issuer: 20, officer: 100, officerContact: 100 },
};

const REQUIRED: readonly Line[] = ['name', 'site', 'issuer'];
export const isRequired = (line: Line): boolean => REQUIRED.includes(line);

/** By the id of the control. */
export function institutionFaults(form: Institution): FieldErrors {
  const empty = REQUIRED.filter((line) => form[line].trim() === '');
  const email = form.email.trim();
  return {
    ...Object.fromEntries(empty.map((line) => [line, t('admin.requiredFault')])),
    ...(email !== '' &&
      !/^[^\s@<>"]+@[^\s@<>"]+$/.test(email) && { email: t('admin.institutionEmailFault') }),
  };
}

/** As it is sent: nothing around a line. */
export const trimmed = (form: Institution): Institution =>
  Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
  ) as Institution;

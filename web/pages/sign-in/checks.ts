/** What can be said of an account form before it is sent. Errors by field, in words; empty when there are none. */
import { t } from '../../i18n/i18n.ts';

export type FieldErrors = Readonly<Record<string, string>>;

/** The fields that are still empty. */
export function missing(fields: Readonly<Record<string, string>>): FieldErrors {
  const empty = Object.entries(fields).filter(([, value]) => value.trim() === '');
  return Object.fromEntries(empty.map(([field]) => [field, t('pages.fieldMissing')]));
}

/** Why something is no e-mail address, or nothing. */
export function emailError(email: string): string {
  return email.trim() === '' || /^[^@\s]+@[^@\s]+$/.test(email.trim()) ? '' : t('pages.emailInvalid');
}

/** Why a new password is too short, or nothing; which ones are common the server knows. */
export function passwordError(password: string): string {
  return password === '' || password.length >= 8 ? '' : t('pages.passwordShort');
}

interface NewAccountForm {
  email: string;
  name: string;
  oldEnough: boolean;
  /** the required consent was given */
  privacy: boolean;
}

/** The rules of a new account; the server has the last word. */
export function newAccountErrors({ email, name, oldEnough, privacy }: NewAccountForm): FieldErrors {
  const found = {
    // In the order of the form, which is the order of the summary's links.
    email: emailError(email),
    name: '',
    ...missing({ email, name }),
    age: oldEnough ? '' : t('pages.ageMissing'),
    privacy: privacy ? '' : t('privacy.consentMissing'),
  };
  return onlyWrong(found);
}

/** What is wrong of what was looked at. */
export function onlyWrong(found: FieldErrors): FieldErrors {
  return Object.fromEntries(Object.entries(found).filter(([, words]) => words !== ''));
}

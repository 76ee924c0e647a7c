/** Errors as every route answers them: `{ code, message, details? }` with the true HTTP status. */
import { type Static, Type } from 'typebox';
import { literals } from './vocabulary.ts';

const ERROR_CODES = [
  'bad_request',
  'sign_in_required',
  'wrong_credentials',
  'wrong_password',
  'code_required',
  'wrong_code',
  'factor_key_away',
  'second_factor_required',
  'sso_required',
  'sso_unavailable',
  'sign_in_again',
  'institution_keeps',
  'password_common',
  'password_own',
  'forbidden',
  'other_account',
  'cross_site',
  'not_found',
  'method_not_allowed',
  'conflict',
  'last_administrator',
  'policy_changed',
  'edited_meanwhile',
  'gone',
  'link_over',
  'month_not_over',
  'lecture_sign_in',
  'lecture_audience',
  'lecture_ended',
  'survey_missing',
  'survey_required',
  'course_not_begun',
  'already_answered',
  'too_large',
  'unsupported_media_type',
  'too_many_requests',
  'too_many_tries',
  'range_not_satisfiable',
  'upload_incomplete',
  'checksum_mismatch',
  'caption_invalid',
  'handouts_full',
  'notes_full',
  'caption_changed',
  'caption_replaced',
  'course_incomplete',
  'course_certified',
  'certificate_unknown',
  'certificate_revoked',
  'certificate_invalid',
  'disk_full',
  'busy',
  'unavailable',
  'internal',
] as const;

export const ErrorCode = literals(ERROR_CODES);
export type ErrorCode = Static<typeof ErrorCode>;

export const ApiError = Type.Object({
  code: ErrorCode,
  /** One sentence in Korean and one in English that people can act on. */
  message: Type.Object({ ko: Type.String(), en: Type.String() }),
  details: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
});
export type ApiError = Static<typeof ApiError>;

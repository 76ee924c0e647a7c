/** Errors that reach whoever asked: a code, its HTTP status, and a sentence in Korean and English. */
import type { ApiError, ErrorCode } from './contract/errors.ts';

const KNOWN: Record<ErrorCode, { status: number; ko: string; en: string }> = {
  bad_request: { status: 400, ko: '요청 내용을 확인해 주세요.', en: 'Please check what was sent.' },
  sign_in_required: { status: 401, ko: '로그인이 필요합니다.', en: 'Please sign in first.' },
  wrong_credentials: {
    status: 401,
    ko: '이메일 또는 비밀번호가 올바르지 않습니다.',
    en: 'E-mail or password is wrong.',
  },
  wrong_password: {
    status: 403,
    ko: '지금 비밀번호가 올바르지 않습니다.',
    en: 'The current password is wrong.',
  },
  code_required: {
    status: 401,
    ko: '인증 앱에 나온 여섯 자리 숫자를 입력해 주세요.',
    en: 'Please type the six digits of your authenticator app.',
  },
  wrong_code: {
    status: 401,
    ko: '인증번호가 올바르지 않습니다. 앱에 지금 나온 숫자를 입력해 주세요.',
    en: 'This code is wrong. Please type the one that the app shows now.',
  },
  factor_key_away: {
    status: 503,
    ko: '지금은 인증 앱의 숫자를 확인할 수 없습니다. 적어 두신 복구 코드로 로그인하고, 사이트 운영자에게 알려 주세요.',
    en: 'Codes of authenticator apps cannot be checked right now. Please sign in with one of your recovery codes, and tell whoever runs this site.',
  },
  second_factor_required: {
    status: 403,
    ko: '담당자와 관리자는 2단계 인증을 설정해야 합니다. 내 계정의 ‘2단계 인증’에서 설정해 주세요.',
    en: 'Staff and administrators need a second factor. Please set it up under “Two-step sign-in” of your account.',
  },
  sso_required: {
    status: 403,
    ko: '이 계정의 권한은 소속 기관이 정합니다. 아래의 기관 계정으로 로그인해 주세요.',
    en: 'Your institution gives this account its role. Please sign in with the account you have there, below.',
  },
  sso_unavailable: {
    status: 503,
    ko: '기관의 로그인 서버에 연결하지 못했습니다. 잠시 후 다시 시도해 주세요.',
    en: 'The sign-in server of your institution could not be reached. Please try again in a moment.',
  },
  sign_in_again: {
    status: 403,
    ko: '본인 확인이 필요합니다. 로그아웃한 뒤 기관 계정으로 다시 로그인하고 10분 안에 해 주세요.',
    en: 'Please sign out, sign in again with the account of your institution, and do this within 10 minutes.',
  },
  institution_keeps: {
    status: 409,
    ko: '이 계정의 이름과 이메일은 소속 기관에서 관리합니다. 그곳에서 바꾸면 다음에 로그인할 때 여기에도 바뀝니다.',
    en: 'Your institution looks after the name and e-mail of this account. What is changed there is taken over when you sign in next.',
  },
  password_common: {
    status: 400,
    ko: '많은 사람이 쓰는 비밀번호라 쉽게 알아낼 수 있습니다. 다른 비밀번호를 정해 주세요.',
    en: 'Many people use this password, so it is easily guessed. Please choose another.',
  },
  password_own: {
    status: 400,
    ko: '이메일이나 이름과 같은 비밀번호는 쓸 수 없습니다. 다른 비밀번호를 정해 주세요.',
    en: 'A password cannot be your own e-mail or name. Please choose another.',
  },
  forbidden: { status: 403, ko: '이 작업을 할 권한이 없습니다.', en: 'You may not do this.' },
  other_account: {
    status: 409,
    ko: '이 브라우저에서 다른 사람이 로그인해 저장하지 않았습니다. 쓴 사람이 다시 로그인하면 저장됩니다.',
    en: 'Somebody else has signed in with this browser, so this was not saved. It is once whoever wrote it signs in again.',
  },
  cross_site: {
    status: 403,
    ko: '다른 사이트에서 보낸 요청은 받을 수 없습니다.',
    en: 'Requests from another site are refused.',
  },
  not_found: { status: 404, ko: '찾을 수 없습니다.', en: 'There is nothing here.' },
  method_not_allowed: {
    status: 405,
    ko: '지원하지 않는 요청 방식입니다.',
    en: 'This method is not supported.',
  },
  conflict: {
    status: 409,
    ko: '지금 상태에서는 할 수 없는 작업입니다. 새로 고친 뒤 다시 시도해 주세요.',
    en: 'This cannot be done in the present state. Reload and try again.',
  },
  last_administrator: {
    status: 409,
    ko: '관리자가 한 사람뿐이라 탈퇴할 수 없습니다. 먼저 다른 사람에게 관리자 권한을 주세요.',
    en: 'You are the only administrator, so you cannot withdraw. Make somebody else one first.',
  },
  policy_changed: {
    status: 409,
    ko: '그 사이 개인정보처리방침이 바뀌었습니다. 새로 고쳐 바뀐 내용을 확인해 주세요.',
    en: 'The privacy policy was changed meanwhile. Reload, and read what has changed.',
  },
  edited_meanwhile: {
    status: 409,
    ko: '다른 사람이 먼저 고쳤습니다. 어느 내용을 남길지 골라 주세요.',
    en: 'Somebody else changed this meanwhile. Choose what to keep.',
  },
  gone: { status: 410, ko: '기한이 지나 삭제되었습니다.', en: 'It has expired and was removed.' },
  link_over: {
    status: 410,
    ko: '이미 쓴 링크이거나 기한이 지난 링크입니다. 다시 요청해 주세요.',
    en: 'This link was used already, or its time is over. Please ask for a new one.',
  },
  month_not_over: {
    status: 409,
    ko: '아직 끝나지 않은 달입니다. 월간 보고서는 끝난 달의 것만 볼 수 있습니다.',
    en: 'This month is not over yet. There are monthly reports of months that have ended.',
  },
  lecture_sign_in: {
    status: 401,
    ko: '로그인하면 볼 수 있는 강의입니다.',
    en: 'This lecture is for people who are signed in.',
  },
  lecture_audience: {
    status: 403,
    ko: '교육 대상이 정해진 강의라 지금 계정으로는 볼 수 없습니다.',
    en: 'This lecture is for an audience that your account does not belong to.',
  },
  lecture_ended: {
    status: 410,
    ko: '공개 기간이 끝난 강의입니다.',
    en: 'The time in which this lecture could be watched is over.',
  },
  survey_missing: {
    status: 409,
    ko: '이 과정에는 열려 있는 만족도 조사가 없습니다. 먼저 만족도 조사를 만들어 주세요.',
    en: 'This course has no open survey. Make one first.',
  },
  survey_required: {
    status: 409,
    ko: '이수 기준에 만족도 조사가 들어 있어 닫을 수 없습니다. 먼저 이수 기준을 바꿔 주세요.',
    en: 'The completion rule asks for this survey, so it cannot be closed. Change the rule first.',
  },
  course_not_begun: {
    status: 409,
    ko: '이 과정의 강의를 하나라도 본 뒤에 답할 수 있습니다.',
    en: 'Watch some of this course before you answer.',
  },
  already_answered: {
    status: 409,
    ko: '이미 답하셨습니다. 답은 한 번만 보낼 수 있습니다.',
    en: 'You have answered already. Answers are sent once.',
  },
  too_large: { status: 413, ko: '허용된 크기를 넘었습니다.', en: 'It is larger than allowed.' },
  unsupported_media_type: {
    status: 415,
    ko: '지원하지 않는 형식입니다.',
    en: 'This format is not supported.',
  },
  range_not_satisfiable: { status: 416, ko: '요청한 범위가 없습니다.', en: 'There is no such range.' },
  too_many_requests: {
    status: 429,
    ko: '요청이 너무 많습니다. 잠시 후 다시 시도해 주세요.',
    en: 'Too many requests. Please try again in a while.',
  },
  too_many_tries: {
    status: 429,
    ko: '비밀번호를 여러 번 잘못 입력해 잠시 기다려야 합니다.',
    en: 'The password was wrong too often. Please wait a moment.',
  },
  upload_incomplete: {
    status: 409,
    ko: '아직 다 올라오지 않았습니다. 이어서 올려 주세요.',
    en: 'The upload is not complete yet. Please resume it.',
  },
  checksum_mismatch: {
    status: 422,
    ko: '올린 파일이 원본과 다릅니다. 다시 올려 주세요.',
    en: 'What arrived differs from the file. Please upload it again.',
  },
  handouts_full: {
    status: 409,
    ko: '자료를 더 올릴 수 없습니다. 먼저 하나를 삭제해 주세요.',
    en: 'No more handouts can be added. Remove one first.',
  },
  notes_full: {
    status: 409,
    ko: '이 강의에는 노트를 더 쓸 수 없습니다. 필요 없는 노트를 먼저 지워 주세요.',
    en: 'This lecture can take no more notes of yours. Delete one first.',
  },
  caption_invalid: {
    status: 400,
    ko: '자막 파일을 읽을 수 없습니다.',
    en: 'The caption file cannot be read.',
  },
  caption_changed: {
    status: 409,
    ko: '그 사이 다른 사람이 이 자막을 고쳤습니다.',
    en: 'Somebody else has changed these captions meanwhile.',
  },
  caption_replaced: {
    status: 409,
    ko: '이 초안을 고치기 시작한 뒤에 공개 중인 자막이 바뀌었습니다.',
    en: 'The published captions were replaced after this draft was begun.',
  },
  course_incomplete: {
    status: 409,
    ko: '아직 이수하지 않은 과정입니다. 남은 것을 마치면 이수증을 받을 수 있습니다.',
    en: 'This course is not complete yet. Complete what is left, and the certificate is yours.',
  },
  course_certified: {
    status: 409,
    ko: '이수증이 발급된 과정은 삭제할 수 없습니다. 강의를 비공개로 바꾸면 목록에서 사라집니다.',
    en: 'Certificates were issued for this course, so it cannot be deleted. Unpublish its lectures to take it out of the catalogue.',
  },
  certificate_unknown: {
    status: 404,
    ko: '번호와 확인코드에 맞는 이수증이 없습니다. 이수증에 적힌 대로 입력했는지 확인해 주세요.',
    en: 'There is no certificate with this number and code. Please compare them with the certificate.',
  },
  certificate_revoked: {
    status: 409,
    ko: '취소된 이수증입니다. 자세한 내용은 관리자에게 문의해 주세요.',
    en: 'This certificate was revoked. Please ask the administrator about it.',
  },
  certificate_invalid: {
    status: 409,
    ko: '이수증 기록이 발급한 내용과 다릅니다. 관리자에게 알려 주세요.',
    en: 'What is kept of this certificate is not what was issued. Please tell the administrator.',
  },
  disk_full: {
    status: 507,
    ko: '서버의 저장 공간이 부족합니다. 관리자에게 알려 주세요.',
    en: 'The server is out of disk space. Please tell the administrator.',
  },
  busy: {
    status: 503,
    ko: '지금 로그인하는 사람이 많습니다. 잠시 후 다시 시도해 주세요.',
    en: 'Many people are signing in right now. Please try again in a moment.',
  },
  unavailable: {
    status: 503,
    ko: '잠시 후 다시 시도해 주세요.',
    en: 'Please try again in a moment.',
  },
  internal: {
    status: 500,
    ko: '문제가 생겼습니다. 잠시 후 다시 시도해 주세요.',
    en: 'Something went wrong. Please try again in a moment.',
  },
};

type Detail = { field: string; message: string };

/** Thrown anywhere; answered as `{ code, message, details? }` with its true status. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: ErrorCode;
  readonly details: Detail[];
  /** seconds after which to ask again is of use */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    details: Detail[] = [],
    { retryAfter, ...options }: ErrorOptions & { retryAfter?: number } = {},
  ) {
    super(KNOWN[code].en, options);
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
  }
}

/** HTTP status of an error code. */
export const statusOf = (code: ErrorCode): number => KNOWN[code].status;

/** The body that answers an error. */
export function bodyOf(code: ErrorCode, details: Detail[] = []): ApiError {
  const { ko, en } = KNOWN[code];
  return { code, message: { ko, en }, ...(details.length > 0 && { details }) };
}

/** True when an error of the operating system or database driver carries one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/**
 * Which passwords are refused: the common ones, and one's own address or name. There is no rule of composition, as
 * NIST SP 800-63B §3.1.1.2 asks; length is the contract's.
 */
import { dictionary } from '@zxcvbn-ts/language-common';
import { Refusal } from '../errors.ts';

/** What people in Korea type besides: Korean words on the Latin keys, and rows of the keyboard with numbers. */
const KOREAN = [
  'qlalfqjsgh', // 비밀번호
  'dkssudgktpdy', // 안녕하세요
  'tkfkdgody', // 사랑해요
  'tkfkdgkqslek', // 사랑합니다
  'tkfkdgo12',
  'tkfkdgo1004',
  'eogksalsrnr', // 대한민국
  'rudrleh1234',
  'guqclgkrry', // 협치학교
  'qwer1234!',
  'qwer1234!@',
  'asdf1234!',
  'zxcv1234!',
  '1q2w3e4r!',
  '1q2w3e4r!!',
  '1q2w3e4r5t!',
  'password1!',
  'admin1234!',
  'test1234!',
  'abcd1234!',
  'korea1234',
  'gyeonggi',
  '비밀번호',
  '비밀번호1234',
  '안녕하세요',
  '대한민국만세',
];

/** Lower case. The list of `@zxcvbn-ts/language-common` (MIT) has about 50,000, most frequent first. */
const COMMON = new Set([...(dictionary['passwords-common'] ?? []), ...KOREAN].map(folded));

/** Whether it is one of those that are tried first. Pure. */
export function isCommonPassword(password: string): boolean {
  const plain = folded(password);
  // one sign over and over is as easy to guess as what stands on a list
  return COMMON.has(plain) || new Set(plain).size === 1;
}

/**
 * @param owner whose it would be
 * @throws {Refusal} password_common · password_own
 */
export function requireGoodPassword(password: string, owner: { email: string; name: string }): void {
  const field = 'password';
  if (isCommonPassword(password)) throw new Refusal('password_common', [{ field, message: 'common' }]);
  const email = folded(owner.email.trim());
  const own = [email, email.split('@')[0], folded(owner.name.trim())];
  if (own.includes(folded(password))) throw new Refusal('password_own', [{ field, message: 'own' }]);
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

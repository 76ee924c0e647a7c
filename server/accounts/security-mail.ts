/** The mail that tells somebody that the way into their account was changed: whoever did not do it should know at once. Pure. */
import type { Mail } from '../mail/mail.ts';
import type { SecurityEvent } from '../queue/mail-jobs.ts';

const NEWS: Record<SecurityEvent, { subject: string; ko: string; en: string }> = {
  email_asked: {
    subject: '이메일을 바꾸려는 요청 · Your e-mail is to be changed',
    ko: '이 계정의 이메일을 다른 주소로 바꾸겠다는 요청을 받았습니다. 새 주소로 보낸 메일에서 확인하면 바뀝니다. 비밀번호를 다시 정하면 요청은 없던 일이 됩니다.',
    en: 'Somebody asked to give your account another e-mail. It is changed once it is confirmed with the mail that was sent there. A new password makes the request void.',
  },
  email_changed: {
    subject: '이메일이 바뀌었습니다 · Your e-mail was changed',
    ko: '내 계정에서 이메일을 이 주소로 바꾸었습니다. 이제 이 주소로 로그인합니다. 다른 기기에서는 모두 로그아웃되었습니다.',
    en: 'The e-mail of your account was changed to this one under “My account”: you sign in with it from now on. You were signed out on all other devices.',
  },
  password_changed: {
    subject: '비밀번호가 바뀌었습니다 · Your password was changed',
    ko: '내 계정에서 비밀번호를 바꾸었습니다. 다른 기기에서는 모두 로그아웃되었습니다.',
    en: 'Your password was changed under “My account”. You were signed out on all other devices.',
  },
  password_reset: {
    subject: '비밀번호를 다시 정했습니다 · A new password was chosen',
    ko: '메일로 받은 주소에서 비밀번호를 다시 정했습니다. 모든 기기에서 로그아웃되었습니다.',
    en: 'A new password was chosen with a mailed link. You were signed out on all devices.',
  },
  factor_on: {
    subject: '2단계 인증을 켰습니다 · Two-step sign-in is on',
    ko: '2단계 인증을 켰습니다. 이제 로그인할 때 인증 앱의 숫자도 묻습니다.',
    en: 'Two-step sign-in was switched on. From now on a code of your authenticator app is asked for.',
  },
  factor_off: {
    subject: '2단계 인증을 껐습니다 · Two-step sign-in is off',
    ko: '2단계 인증을 껐습니다. 이제 비밀번호만으로 로그인합니다.',
    en: 'Two-step sign-in was switched off. Your password alone signs you in now.',
  },
  factor_reset: {
    subject: '2단계 인증을 초기화했습니다 · Two-step sign-in was reset',
    ko: '관리자가 2단계 인증을 초기화했습니다. 이제 비밀번호만으로 로그인합니다.',
    en: 'An administrator reset your two-step sign-in. Your password alone signs you in now.',
  },
};

/**
 * @param change `id`: of the mail; `at`: when it was done
 * @param sender whose platform it is, and where people open it, without a slash at its end
 */
export function securityMail(
  { id, event, at, email }: { id: string; event: SecurityEvent; at: Date; email: string },
  { institution, origin }: { institution: string; origin: string },
): Mail {
  const { subject, ko, en } = NEWS[event];
  const when = inSeoul(at);
  const address = `${origin}/reset-password`;
  const lines = [
    ...[ko, `일시: ${when}`, ''],
    '직접 하신 일이라면 이 메일을 지우시면 됩니다. 아니라면 바로 아래 주소에서 비밀번호를 다시 정하고 관리자에게 알려 주세요.',
    ...['', address, '', '----------', ''],
    ...[en, `When: ${when} (Seoul)`, ''],
    'If you did this, delete this mail. If you did not, choose a new password at the address below at once, and tell an administrator.',
    ...['', address, '', institution, ''],
  ];
  return { id, from: institution, to: email, subject: `[${institution}] ${subject}`, text: lines.join('\n') };
}

/** `2026. 11. 24. 12:00` */
function inSeoul(at: Date): string {
  // Korea has had no summer time since 1988
  const [date = '', time = ''] = new Date(at.getTime() + 9 * 3_600_000).toISOString().split('T');
  return `${date.split('-').map(Number).join('. ')}. ${time.slice(0, 5)}`;
}

/** Words of the second step of a sign-in. */
export const ko = {
  title: '2단계 인증',
  about:
    '로그인할 때 비밀번호에 더해 휴대전화 인증 앱의 숫자를 묻습니다. 비밀번호가 새어 나가도 계정을 지킵니다.',
  required: '담당자와 관리자는 2단계 인증을 설정해야 업무 화면을 쓸 수 있습니다.',
  isOn: '2단계 인증을 쓰고 있습니다. 남은 복구 코드는 {n}개입니다.',
  isOff: '2단계 인증을 쓰고 있지 않습니다.',
  begin: '설정 시작',
  beginLead: '본인인지 확인하려고 비밀번호를 묻습니다.',
  scan: '인증 앱에 계정 더하기',
  scanLead:
    '인증 앱(Google OTP, Microsoft Authenticator 등)에서 아래 QR 코드를 찍어 주세요. 찍을 수 없으면 키를 직접 입력하면 됩니다.',
  qr: '인증 앱으로 찍을 QR 코드',
  key: '키',
  confirm: '앱에 나온 여섯 자리 숫자를 입력하면 설정이 끝납니다. 다른 기기에서는 로그아웃됩니다.',
  use: '설정 마치기',
  codes: '복구 코드',
  codesLead:
    '2단계 인증을 설정했습니다. 휴대전화를 잃어버렸을 때 인증번호 대신 쓸 수 있는 코드입니다. 하나는 한 번만 쓸 수 있고, 지금만 보여 드립니다. 인쇄하거나 적어 안전한 곳에 두세요.',
  print: '인쇄',
  saved: '적어 두었습니다',
  off: '2단계 인증 끄기',
  offLead:
    '끄면 비밀번호만으로 로그인하고, 복구 코드는 모두 지워집니다. 휴대전화를 바꿀 때도 끈 뒤 다시 설정하세요.',
  wasOff: '2단계 인증을 껐습니다.',
};

export const en: Record<keyof typeof ko, string> = {
  title: 'Two-step sign-in',
  about:
    'Besides the password, a sign-in asks for a number that an app on your telephone shows. It guards your account even when the password is known.',
  required: 'Staff and administrators need it before they can work here.',
  isOn: 'Two-step sign-in is on. {n} recovery codes are left.',
  isOff: 'Two-step sign-in is off.',
  begin: 'Begin',
  beginLead: 'Please write your password, so that we know it is you.',
  scan: 'Add the account to an app',
  scanLead:
    'Scan this QR code with an authenticator app, such as Google or Microsoft Authenticator. If you cannot, type the key into it.',
  qr: 'QR code for an authenticator app',
  key: 'Key',
  confirm: 'Type the six digits that the app shows to finish. You will be signed out on other devices.',
  use: 'Finish',
  codes: 'Recovery codes',
  codesLead:
    'Two-step sign-in is on. These codes let you in when your telephone is lost, each once. They are shown only now: print them or write them down, and keep them in a safe place.',
  print: 'Print',
  saved: 'I have them',
  off: 'Switch two-step sign-in off',
  offLead:
    'A sign-in will ask for the password alone, and the recovery codes are removed. With a new telephone, switch it off and set it up again.',
  wasOff: 'Two-step sign-in is off.',
};

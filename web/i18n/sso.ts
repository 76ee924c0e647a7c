/** Words of signing in with the account that one has at one's institution. */
export const ko = {
  with: '{name} 계정으로 로그인',
  or: '또는',
  refused:
    '기관 계정 로그인이 취소되었거나 허용되지 않았습니다. 다시 시도하거나 다른 방법으로 로그인해 주세요.',
  failed:
    '기관 계정으로 로그인하지 못했습니다. 너무 오래 걸렸거나 다른 창에서 시작한 로그인입니다. 다시 시도해 주세요.',
  unavailable: '기관의 로그인 서버에 연결하지 못했습니다. 잠시 후 다시 시도해 주세요.',
  unverified:
    '기관에서 확인한 이메일이 없어 로그인할 수 없습니다. 소속 기관의 계정 담당자에게 문의해 주세요.',
  taken: '이 이메일의 계정은 다른 사람의 기관 계정과 연결되어 있습니다. 관리자에게 문의해 주세요.',
  own: '비밀번호 없이 기관 계정으로 로그인합니다. 이메일과 이름, 2단계 인증은 소속 기관에서 관리합니다. 이메일과 이름은 그곳에서 바꾸면 다음에 로그인할 때 여기에도 바뀝니다.',
  withdrawalConfirm:
    '본인인지 확인하려고 기관 계정으로 로그인한 지 10분이 지나지 않았을 때만 탈퇴할 수 있습니다. 지났다면 로그아웃한 뒤 다시 로그인해 주세요.',
};

export const en: Record<keyof typeof ko, string> = {
  with: 'Sign in with {name}',
  or: 'or',
  refused:
    'The sign-in at your institution was cancelled, or not allowed. Try again, or sign in another way.',
  failed:
    'You could not be signed in with your institution. It took too long, or was begun in another window. Please try again.',
  unavailable: 'The sign-in server of your institution could not be reached. Please try again in a moment.',
  unverified:
    'Your institution vouches for no e-mail of yours, so you cannot sign in. Please ask who looks after accounts there.',
  taken:
    'The account with this e-mail belongs to somebody else at your institution. Please ask an administrator.',
  own: 'You sign in with your institution, without a password. It looks after your e-mail, name and second factor. A name or e-mail that is changed there is taken over when you sign in next.',
  withdrawalConfirm:
    'You can withdraw only within 10 minutes after you signed in with your institution. If it is longer ago, sign out and in again.',
};

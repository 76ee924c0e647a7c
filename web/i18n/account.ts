/** Words of 내 계정. */
export const ko = {
  about: '계정 정보',
  role: '권한',
  changePassword: '비밀번호 바꾸기',
  changePasswordLead: '비밀번호를 바꾸면 다른 기기에서는 모두 로그아웃됩니다.',
  currentPassword: '지금 비밀번호',
  newPassword: '새 비밀번호',
  passwordChanged: '비밀번호를 바꿨습니다. 다른 기기에서는 로그아웃되었습니다.',
};

export const en: Record<keyof typeof ko, string> = {
  about: 'About this account',
  role: 'Role',
  changePassword: 'Change password',
  changePasswordLead: 'Changing the password signs you out on every other device.',
  currentPassword: 'Current password',
  newPassword: 'New password',
  passwordChanged: 'The password was changed. You are signed out on all other devices.',
};

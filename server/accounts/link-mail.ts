/**
 * The mails with links. Nothing that whoever asked wrote stands in them: the address may be a stranger's, whom nobody
 * shall be able to write to through us. Pure.
 */
import type { LinkKind } from '../contract/account-links.ts';
import type { Mail } from '../mail/mail.ts';

/** Hours that a link may be used: whoever signs up may do so tomorrow, a new password is waited for. */
export const LINK_HOURS: Record<LinkKind, number> = { sign_up: 24, reset: 1, email: 24 };

type Words = { subject: string; ko: string[]; en: string[] };

const WORDS: Record<LinkKind, Words> = {
  sign_up: {
    subject: '이메일 확인 · Confirm your e-mail',
    ko: ['회원가입을 마치려면 24시간 안에 아래 주소를 열어 비밀번호를 정해 주세요.'],
    en: ['To finish signing up, open the address below within 24 hours and choose a password.'],
  },
  reset: {
    subject: '비밀번호 다시 정하기 · Choose a new password',
    ko: ['비밀번호를 다시 정하려면 1시간 안에 아래 주소를 여세요. 한 번만 쓸 수 있습니다.'],
    en: ['To choose a new password, open the address below within an hour. It works once.'],
  },
  email: {
    subject: '새 이메일 확인 · Confirm your new e-mail',
    ko: [
      '이메일을 이 주소로 바꾸려면 로그인한 브라우저에서 24시간 안에 아래 주소를 여세요. 한 번만 쓸 수 있습니다.',
    ],
    en: [
      'To use this e-mail from now on, open the address below within 24 hours, where you are signed in. It works once.',
    ],
  },
};
/** The pages that links lead to. */
const PAGES: Record<LinkKind, string> = {
  ...{ sign_up: 'set-password', reset: 'set-password', email: 'confirm-email' },
};

const TAKEN: Words = {
  subject: '이미 가입된 이메일입니다 · You have an account',
  ko: [
    '이 이메일로는 이미 가입되어 있습니다. 비밀번호가 생각나지 않으면 아래 주소에서 다시 정할 수 있습니다.',
  ],
  en: [
    'There is an account with this e-mail. If you forgot its password, choose a new one at the address below.',
  ],
};

const ssoWords = (name: string): Words => ({
  subject: `${name} 계정으로 로그인해 주세요 · Sign in with ${name}`,
  ko: [`이 이메일의 계정에는 비밀번호가 없습니다. 아래 주소에서 ‘${name} 계정으로 로그인’을 눌러 주세요.`],
  en: [`The account with this e-mail has no password. Choose “Sign in with ${name}” at the address below.`],
});
const UNASKED = {
  ko: '요청하신 적이 없다면 이 메일을 지우시면 됩니다. 아무것도 바뀌지 않습니다.',
  en: 'If you did not ask for this, delete this mail: nothing changes.',
};

type Sender = { institution: string; origin: string };

/**
 * @param token in the part of the address that browsers send to nobody (after `#`)
 * @param sender whose platform it is, and where people open it, without a slash at its end
 */
export function linkMail(
  link: { id: string; kind: LinkKind; email: string },
  token: string,
  sender: Sender,
): Mail {
  // another token is another mail
  const id = `${link.id}.${token.slice(0, 8).replaceAll('_', '.')}`;
  return mailOf(
    WORDS[link.kind],
    `${sender.origin}/${PAGES[link.kind]}#${token}`,
    { id, to: link.email },
    sender,
  );
}

/** For whoever signs up with an address that has an account, or would change theirs to it: only its owner is told. */
export function takenMail(link: { id: string; email: string }, sender: Sender): Mail {
  return mailOf(TAKEN, `${sender.origin}/reset-password`, { id: link.id, to: link.email }, sender);
}

/** For whoever forgot a password that there is none of. @param sender.sso whose accounts one signs in with */
export function ssoMail(link: { id: string; email: string }, sender: Sender & { sso: string }): Mail {
  const mail = { id: link.id, to: link.email };
  return mailOf(ssoWords(sender.sso), `${sender.origin}/sign-in`, mail, sender);
}

function mailOf(words: Words, address: string, mail: Pick<Mail, 'id' | 'to'>, { institution }: Sender): Mail {
  const lines = [
    ...[...words.ko, '', address, '', UNASKED.ko],
    ...['', '----------', ''],
    ...[...words.en, '', address, '', UNASKED.en],
    ...['', institution, ''],
  ];
  return { ...mail, from: institution, subject: `[${institution}] ${words.subject}`, text: lines.join('\n') };
}

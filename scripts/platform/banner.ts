/** What the platform says at the terminal. Pure. */
import { relative } from 'node:path';
import type { Config } from '../../server/config.ts';
import type { ApiReady } from './platform.ts';

const ROLES = { administrator: '관리자 administrator', staff: '담당자 staff' } as const;

/** The accounts of a first start, with what to do about their passwords. */
export function firstAccountsText(accounts: ApiReady['firstAccounts']): string {
  const widest = Math.max(...accounts.map(({ email }) => email.length));
  const lines = accounts.map(
    ({ role, email, password }) =>
      `    ${ROLES[role]}${pad(ROLES[role])}  ${email.padEnd(widest)}  ${password}`,
  );
  return [
    '',
    '  첫 계정 · First accounts (지금 한 번만 보입니다 · shown only this once)',
    ...lines,
    '  적어 두세요. 비밀번호는 로그인한 뒤 ‘내 계정’에서 바꿉니다.',
    '  Write them down: they are kept nowhere else. Change them under “My account”.',
  ].join('\n');
}

/** Columns a terminal needs to line up what follows: a Korean letter takes two. */
function pad(text: string): string {
  const columns = (one: string) =>
    [...one].reduce((sum, letter) => sum + (/\p{Script=Hangul}/u.test(letter) ? 2 : 1), 0);
  return ' '.repeat(Math.max(...Object.values(ROLES).map(columns)) - columns(text));
}

/**
 * Where everything is, once it runs.
 * @param folder the working directory; the data folder is named from there
 */
export function runningText(url: string, config: Config, folder: string): string {
  const near = relative(folder, config.data);
  const data = near.startsWith('..') ? config.data : `./${near}`;
  const database = config.databaseUrl ? ['  데이터베이스 Database  DATABASE_URL'] : [];
  const mail = config.mail.smtp ? [] : [`  메일 Mail      ${data}/mail (SMTP_URL 없음 · no SMTP_URL)`];
  return [
    '',
    '  마당 Madang',
    '',
    `  주소 Address   ${url}`,
    `  자료 Data      ${data}`,
    `  기록 Logs      ${data}/logs`,
    ...database,
    ...mail,
    '',
    '  끝내려면 Ctrl-C · Press Ctrl-C to stop.',
    '',
  ].join('\n');
}

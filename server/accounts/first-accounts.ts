/** The accounts that a new deployment begins with. */
import { randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { hashPassword } from './passwords.ts';
import { hasAccounts, insertAccount } from './queries.ts';

export type FirstAccount = { role: 'administrator' | 'staff'; email: string; password: string };

/**
 * Makes the first accounts of an empty database: the administrator that settings name, otherwise an
 * administrator and a member of staff with generated passwords.
 * @returns those whose passwords were generated, to be shown once and kept nowhere
 */
export async function ensureFirstAccounts({ db, config }: Context): Promise<FirstAccount[]> {
  if (await hasAccounts(db)) return [];
  if (config.firstAdministrator) {
    const { email, password } = config.firstAdministrator;
    await make({ role: 'administrator', email, password });
    return [];
  }
  const made: FirstAccount[] = [
    { role: 'administrator', email: 'admin@madang.local', password: generated() },
    { role: 'staff', email: 'staff@madang.local', password: generated() },
  ];
  for (const account of made) await make(account);
  return made;

  async function make({ role, email, password }: FirstAccount): Promise<void> {
    const name = role === 'staff' ? '담당자' : '관리자';
    await insertAccount(db, { email, name, role, passwordHash: await hashPassword(password) });
  }
}

/** 80 random bits in letters and digits that cannot be mistaken for one another. */
function generated(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const drawn = Array.from(randomBytes(16), (byte) => letters[byte % letters.length]);
  return (drawn.join('').match(/.{4}/g) ?? []).join('-');
}

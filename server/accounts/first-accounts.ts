/** The accounts that a new deployment begins with. */
import { randomBytes } from 'node:crypto';
import { type Config, ConfigError } from '../config.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/client.ts';
import { holdLock } from '../database/locks.ts';
import { isCommonPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { hasAccounts, insertAccount } from './queries.ts';

export type FirstAccount = { role: 'administrator' | 'staff'; email: string; password: string };

/**
 * Makes the first accounts of an empty database: the administrator that settings name, otherwise an
 * administrator and a member of staff with generated passwords.
 * @returns those whose passwords were generated, to be shown once and kept nowhere
 * @throws {ConfigError} when the password that settings name is a common one
 */
export async function ensureFirstAccounts({ db, config }: Context): Promise<FirstAccount[]> {
  return db.transaction(async (tx) => {
    // two processes starting at once make them once
    await holdLock(tx, 'firstAccounts');
    return firstAccounts(tx, config);
  });
}

async function firstAccounts(tx: Db, { firstAdministrator }: Config): Promise<FirstAccount[]> {
  if (await hasAccounts(tx)) return [];
  if (firstAdministrator) {
    if (isCommonPassword(firstAdministrator.password)) {
      throw new ConfigError('MADANG_ADMIN_PASSWORD: many people use this one; choose another.');
    }
    await make(tx, { role: 'administrator', ...firstAdministrator });
    return [];
  }
  const made: FirstAccount[] = [
    { role: 'administrator', email: 'admin@madang.local', password: generated() },
    { role: 'staff', email: 'staff@madang.local', password: generated() },
  ];
  for (const account of made) await make(tx, account);
  return made;
}

async function make(tx: Db, { role, email, password }: FirstAccount): Promise<void> {
  const name = role === 'staff' ? '담당자' : '관리자';
  await insertAccount(tx, { email, name, role, passwordHash: await hashPassword(password) });
}

/** 80 random bits in letters and digits that cannot be mistaken for one another. */
function generated(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const drawn = Array.from(randomBytes(16), (byte) => letters[byte % letters.length]);
  return (drawn.join('').match(/.{4}/g) ?? []).join('-');
}

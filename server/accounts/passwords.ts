/** Password hashes: argon2id (RFC 9106) with OWASP's least parameters, in PHC string form. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { argon2id } from './argon2.ts';
import { turns } from './turns.ts';

/**
 * On half of the cores at most: the others are for whoever watches. One takes about 30 ms, so that the last of those who
 * wait does so for some seconds.
 */
const inTurn = turns({ atOnce: Math.max(1, Math.floor(availableParallelism() / 2)), waiting: 200 });
const derive: typeof argon2id = (derivation) => inTurn(() => argon2id(derivation));

/** KiB, passes, lanes */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_LENGTH = 32;

/** @returns `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. @throws {Refusal} busy */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive({
    message: password.normalize('NFC'),
    nonce,
    ...COST,
    tagLength: TAG_LENGTH,
  });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/** Whether a password is the one that was hashed; takes the same time either way. @throws {Refusal} busy */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash);
  if (!match) throw new Error('A stored password hash has an unknown form.');
  const [, memory, passes, parallelism, salt = '', tag = ''] = match;
  const expected = Buffer.from(tag, 'base64');
  const actual = await derive({
    message: password.normalize('NFC'),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

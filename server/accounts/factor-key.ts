/** The key that second factors are kept under: a stolen database alone shows no app's secret. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Config, ConfigError } from '../config.ts';
import { hasCode } from '../errors.ts';
import { makeKeyFile } from '../key-file.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Of an app's secret as it is: what was stored before there was a key. */
const PLAIN_BYTES = 20;

type Settings = Pick<Config, 'factorKeyFile'>;

/** AES-256-GCM (NIST SP 800-38D), each secret bound to its account. */
export type FactorKey = {
  /** names the key: the beginning of its SHA-256 */
  id: string;
  /** nonce, tag and what is sealed: 48 bytes */
  seal: (accountId: string, secret: Buffer) => Buffer;
  /** @throws {Error} when it was sealed with another key, or for another account, or changed */
  open: (accountId: string, sealed: Buffer) => Buffer;
};

/** @throws {ConfigError} when the file is no such key, or cannot be read or made */
export async function openFactorKey({ factorKeyFile: file }: Settings): Promise<FactorKey> {
  const kept = await readFactorKey({ factorKeyFile: file });
  if (kept) return kept;
  try {
    await makeKeyFile(file, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
  } catch (cause) {
    throw new ConfigError(`SECOND_FACTOR_KEY_FILE: ${file} cannot be made.`, { cause });
  }
  const made = await readFactorKey({ factorKeyFile: file });
  if (!made) throw new ConfigError(`SECOND_FACTOR_KEY_FILE: ${file} cannot be made.`);
  return made;
}

/** Null when there is no such file. @throws {ConfigError} */
export async function readFactorKey({ factorKeyFile: file }: Settings): Promise<FactorKey | null> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return null;
    throw new ConfigError(`SECOND_FACTOR_KEY_FILE: ${file} cannot be read.`, { cause });
  }
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new ConfigError(`SECOND_FACTOR_KEY_FILE: expected 64 hexadecimal digits in ${file}.`);
  }
  return factorKeyOf(Buffer.from(text, 'hex'));
}

/** Whether a stored secret is sealed: otherwise it is one of before, as it is. */
export const isSealed = (stored: Buffer): boolean => stored.length !== PLAIN_BYTES;

function factorKeyOf(key: Buffer): FactorKey {
  return {
    id: createHash('sha256').update(key).digest('hex').slice(0, 16),
    seal: (accountId, secret) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(accountId));
      const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: (accountId, stored) => {
      const nonce = stored.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(accountId));
      decipher.setAuthTag(stored.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const sealed = stored.subarray(NONCE_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(sealed), decipher.final()]);
    },
  };
}

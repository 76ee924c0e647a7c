/** The key that signs certificates: made once, kept in a file of its own, told to nobody. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { ConfigError } from '../config.ts';
import { hasCode } from '../errors.ts';
import { makeKeyFile } from '../key-file.ts';

/** What signatures are checked with. */
export type Verifier = {
  /** names the key: the beginning of the SHA-256 of its public part in DER */
  id: string;
  /** PEM */
  publicKey: string;
  verify: (hash: Buffer, signature: Buffer) => boolean;
};
export type Signer = Verifier & { sign: (hash: Buffer) => Buffer };

/**
 * The key of CERTIFICATE_KEY_FILE, made when there is none; several processes that make it at once end with one.
 * @throws {ConfigError} when the file is no Ed25519 key, or cannot be read or made
 */
export async function openKey({ certificates: { keyFile } }: Pick<Config, 'certificates'>): Promise<Signer> {
  return (await readKey(keyFile)) ?? (await makeKey(keyFile));
}

/** The key of a file; null when there is no such file. @throws {ConfigError} */
export async function readKey(file: string): Promise<Signer | null> {
  try {
    return signerOf(createPrivateKey(await readFile(file, 'utf8')));
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return null;
    // what OpenSSL says of a key may hold parts of it: it is no cause to be logged
    throw new ConfigError(`CERTIFICATE_KEY_FILE: ${file} cannot be read as an Ed25519 private key (PEM).`);
  }
}

async function makeKey(file: string): Promise<Signer> {
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    await makeKeyFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  } catch (cause) {
    throw new ConfigError(`CERTIFICATE_KEY_FILE: ${file} cannot be made.`, { cause });
  }
  const kept = await readKey(file);
  if (!kept) throw new ConfigError(`CERTIFICATE_KEY_FILE: ${file} cannot be made.`);
  return kept;
}

function signerOf(privateKey: KeyObject): Signer {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('not Ed25519');
  const publicKey = createPublicKey(privateKey);
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    id: createHash('sha256').update(der).digest('hex').slice(0, 16),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    verify: (hash, signature) => verify(null, hash, publicKey, signature),
    sign: (hash) => sign(null, hash, privateKey),
  };
}

/**
 * Every setting of the platform: read from the environment here and nowhere else, checked at once,
 * and refused with the variable's own name in the sentence. README's table lists the same names.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError, type Env } from './config-error.ts';
import type { Institution } from './contract/institution.ts';
import { embedOriginsFrom } from './http/embedding.ts';
import { trustedProxies } from './http/proxies.ts';
import { institutionFrom } from './institution/settings.ts';
import { type MailConfig, mailFrom } from './mail/settings.ts';
import { type PrivacyConfig, privacyFrom } from './privacy/settings.ts';
import { SSO_SETTINGS, type SsoConfig, ssoFrom } from './sso/settings.ts';

export type { Env };
export { ConfigError };

/** Where media lives: files under a folder, or a bucket of an S3-compatible store. */
export type StorageConfig =
  | { kind: 'files'; folder: string }
  | {
      kind: 's3';
      endpoint: string;
      region: string;
      bucket: string;
      accessKeyId: string;
      secretAccessKey: string;
      /** address under which browsers reach the bucket; null = the API passes media on itself */
      publicUrl: string | null;
    };

export type Config = {
  host: string;
  port: number;
  /** origin as browsers see it, no slash at its end; decides whether cookies are Secure */
  publicUrl: string;
  /** proxies that are believed whose request it is; empty = whoever connects is who asks */
  trustProxy: string[];
  /** sites whose pages may show the player of a lecture */
  embedOrigins: string[];
  /** folder for staged uploads, scratch space, and, in the embedded default, database and media */
  data: string;
  /** whether a first start with the embedded database fills the catalogue with demo lectures */
  demo: boolean;
  /** null = `npm start` runs the embedded database */
  databaseUrl: string | null;
  storage: StorageConfig;
  firstAdministrator: { email: string; password: string } | null;
  /** bytes one recording may have */
  uploadMaxBytes: number;
  worker: {
    /** chunks of picture it makes at once */
    slots: number;
    /** threads that each decoder and encoder of a chunk may use */
    threads: number;
    /** bytes of recordings it keeps on its disk, where storage is elsewhere */
    cacheBytes: number;
  };
  certificates: {
    /** with the key that signs them (PEM); made when there is none */
    keyFile: string;
  };
  /** the speech-to-text server that writes drafts of captions; null = there is none */
  transcribe: {
    /** without `/v1/audio/transcriptions` */
    url: string;
    model: string;
    key: string | null;
    /** holds the key, and is read anew each time: keys change */
    keyFile: string | null;
  } | null;
  /** what holds until administrators say otherwise: see `institutionOf` */
  institution: Institution;
  mail: MailConfig;
  privacy: PrivacyConfig;
  /** of whom a second factor is asked for */
  secondFactor: 'optional' | 'staff';
  /** with the key that their secrets are kept under; made when there is none */
  factorKeyFile: string;
  /** the institution's provider; null = people sign in here alone */
  sso: SsoConfig | null;
  /** after which a played segment is forgotten; what was summed up from it stays */
  ledgerDays: number;
  /** after which an entry of the audit log is removed */
  auditDays: number;
  /** what a request for /metrics must show; null = only this machine is answered, and only if publicUrl is on it */
  metricsToken: string | null;
  logLevel: (typeof LOG_LEVELS)[number];
};

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Names this file understands. A test compares them with the table in README. */
export const SETTINGS = [
  'MADANG_ENV_FILE',
  'MADANG_HOST',
  'MADANG_PORT',
  'MADANG_PUBLIC_URL',
  'TRUST_PROXY',
  'EMBED_ORIGINS',
  'MADANG_DATA',
  'MADANG_DEMO',
  'MADANG_ADMIN_EMAIL',
  'MADANG_ADMIN_PASSWORD',
  'DATABASE_URL',
  'S3_ENDPOINT',
  'S3_REGION',
  'S3_BUCKET',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'S3_PUBLIC_URL',
  'UPLOAD_MAX_BYTES',
  'WORKER_SLOTS',
  'WORKER_THREADS',
  'WORKER_CACHE_BYTES',
  'CERTIFICATE_ISSUER',
  'CERTIFICATE_KEY_FILE',
  'TRANSCRIBE_URL',
  'TRANSCRIBE_MODEL',
  'TRANSCRIBE_KEY',
  'TRANSCRIBE_KEY_FILE',
  'SMTP_URL',
  'SMTP_PASSWORD_FILE',
  'MAIL_FROM',
  'SECOND_FACTOR',
  'SECOND_FACTOR_KEY_FILE',
  ...SSO_SETTINGS,
  'PRIVACY_SINCE',
  'PRIVACY_OFFICER',
  'PRIVACY_CONTACT',
  'LEDGER_DAYS',
  'AUDIT_DAYS',
  'METRICS_TOKEN',
  'LOG_LEVEL',
] as const;
type Setting = (typeof SETTINGS)[number];

/**
 * The process's environment, over the lines `NAME=value` of the file that MADANG_ENV_FILE names.
 * @throws {ConfigError} when that file cannot be read
 */
export function readEnv(env: Env = process.env): Env {
  const file = env.MADANG_ENV_FILE;
  if (!file) return env;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(`MADANG_ENV_FILE: ${file} cannot be read.`, { cause });
  }
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const match = /^\s*(?:export\s+)?([A-Z0-9_]+)\s*=\s*(.*?)\s*$/.exec(line);
    return match ? [[match[1], match[2]?.replace(/^(["'])(.*)\1$/, '$2')] as const] : [];
  });
  return { ...Object.fromEntries(lines), ...env };
}

/**
 * Settings from an environment. Pure.
 * @throws {ConfigError} naming the first variable that is wrong
 */
export function parseConfig(env: Env): Config {
  const text = (name: Setting) => env[name]?.trim() || null;
  const host = text('MADANG_HOST') ?? '127.0.0.1';
  const port = whole(env, 'MADANG_PORT', 3000, 0, 65535);
  const data = resolve(text('MADANG_DATA') ?? './data');
  const databaseUrl = text('DATABASE_URL');
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new ConfigError(
      'DATABASE_URL: expected an address like postgres://user:password@host:5432/madang.',
    );
  }
  return {
    host,
    port,
    publicUrl: origin(env, 'MADANG_PUBLIC_URL') ?? `http://localhost:${port}`,
    trustProxy: trustedProxies(env),
    embedOrigins: embedOriginsFrom(env),
    data,
    demo: oneOf(env, 'MADANG_DEMO', ['on', 'off'], databaseUrl ? 'off' : 'on') === 'on',
    databaseUrl,
    storage: storageFrom(env, data),
    firstAdministrator: firstAdministratorFrom(env),
    uploadMaxBytes: whole(env, 'UPLOAD_MAX_BYTES', 20 * 1024 ** 3, 1, Number.MAX_SAFE_INTEGER),
    worker: workerFrom(env),
    certificates: {
      keyFile: resolve(text('CERTIFICATE_KEY_FILE') ?? join(data, 'certificate-key.pem')),
    },
    transcribe: transcribeFrom(env),
    institution: institutionFrom(env),
    mail: mailFrom(env),
    privacy: privacyFrom(env),
    secondFactor: oneOf(env, 'SECOND_FACTOR', ['optional', 'staff'], 'optional'),
    factorKeyFile: resolve(text('SECOND_FACTOR_KEY_FILE') ?? join(data, 'second-factor-key')),
    sso: ssoFrom(env),
    ledgerDays: whole(env, 'LEDGER_DAYS', 90, 1, 3660),
    // the database itself keeps a year
    auditDays: whole(env, 'AUDIT_DAYS', 730, 366, 3660),
    metricsToken: metricsTokenFrom(env),
    logLevel: oneOf(env, 'LOG_LEVEL', LOG_LEVELS, 'info'),
  };
}

/**
 * Chunks beside each other cost less than threads within one: of two threads a chunk of four rungs is there a fifth
 * sooner, for a fifth more CPU. Half the cores are left to sound, short jobs, API and database.
 */
function workerFrom(env: Env): Config['worker'] {
  return {
    slots: whole(env, 'WORKER_SLOTS', Math.ceil(availableParallelism() / 2), 1, 64),
    threads: whole(env, 'WORKER_THREADS', 1, 1, 64),
    cacheBytes: whole(env, 'WORKER_CACHE_BYTES', 40 * 1024 ** 3, 0, Number.MAX_SAFE_INTEGER),
  };
}

function storageFrom(env: Env, data: string): StorageConfig {
  const endpoint = origin(env, 'S3_ENDPOINT');
  if (!endpoint) return { kind: 'files', folder: resolve(data, 'media') };
  const required = (name: Setting) => {
    const value = env[name]?.trim();
    if (!value) throw new ConfigError(`${name}: required when S3_ENDPOINT is set.`);
    return value;
  };
  return {
    kind: 's3',
    endpoint,
    region: env.S3_REGION?.trim() || 'us-east-1',
    bucket: required('S3_BUCKET'),
    accessKeyId: required('S3_ACCESS_KEY_ID'),
    secretAccessKey: required('S3_SECRET_ACCESS_KEY'),
    publicUrl: env.S3_PUBLIC_URL?.trim().replace(/\/+$/, '') || null,
  };
}

function firstAdministratorFrom(env: Env): Config['firstAdministrator'] {
  const email = env.MADANG_ADMIN_EMAIL?.trim();
  const password = env.MADANG_ADMIN_PASSWORD;
  if (!email && !password) return null;
  if (!email || !/^[^@\s]+@[^@\s]+$/.test(email)) {
    throw new ConfigError('MADANG_ADMIN_EMAIL: expected an e-mail address.');
  }
  if (!password || password.length < 8 || password.length > 256) {
    throw new ConfigError('MADANG_ADMIN_PASSWORD: expected 8 to 256 characters.');
  }
  return { email, password };
}

function transcribeFrom(env: Env): Config['transcribe'] {
  const url = origin(env, 'TRANSCRIBE_URL');
  if (!url) return null;
  const key = env.TRANSCRIBE_KEY?.trim() || null;
  const keyFile = env.TRANSCRIBE_KEY_FILE?.trim();
  if (key && keyFile) throw new ConfigError('TRANSCRIBE_KEY_FILE: not together with TRANSCRIBE_KEY.');
  return {
    url: url.replace(/\/v1$/, ''),
    model: env.TRANSCRIBE_MODEL?.trim() || 'whisper-1',
    key,
    keyFile: keyFile ? resolve(keyFile) : null,
  };
}

/** Printable ASCII, as it must fit in a header (RFC 6750 §2.1); too long to be guessed. */
function metricsTokenFrom(env: Env): string | null {
  const token = env.METRICS_TOKEN?.trim();
  if (!token) return null;
  if (!/^[\x21-\x7e]{16,256}$/.test(token)) {
    throw new ConfigError('METRICS_TOKEN: expected 16 to 256 letters, digits and signs, without spaces.');
  }
  return token;
}

function whole(env: Env, name: Setting, fallback: number, least: number, most: number): number {
  const text = env[name]?.trim();
  if (!text) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new ConfigError(`${name}: expected a whole number from ${least} to ${most}, got "${text}".`);
  }
  return value;
}

function oneOf<T extends string>(env: Env, name: Setting, allowed: readonly T[], fallback: T): T {
  const text = env[name]?.trim();
  if (!text) return fallback;
  const value = allowed.find((one) => one === text);
  if (!value) throw new ConfigError(`${name}: expected one of ${allowed.join(', ')}, got "${text}".`);
  return value;
}

function origin(env: Env, name: Setting): string | null {
  const text = env[name]?.trim();
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new ConfigError(`${name}: expected an address like https://example.org, got "${text}".`);
  }
  return text.replace(/\/+$/, '');
}

/** The settings of mail, for `server/config.ts`. Pure. */
import { ConfigError, type Env } from '../config-error.ts';

/** The server that mails are handed to. */
export type SmtpConfig = {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS, where the server has it */
  secure: boolean;
  /** null = without signing in */
  user: string | null;
  password: string;
  /** holds the password, which goes before that of the address; null = no file */
  passwordFile: string | null;
};

export type MailConfig = {
  /** address that mails come from */
  from: string;
  /** null = mails are kept as files */
  smtp: SmtpConfig | null;
};

/** @throws {ConfigError} */
export function mailFrom(env: Env): MailConfig {
  return { from: senderFrom(env), smtp: smtpFrom(env) };
}

/** Its password is in no sentence, so nothing of the address is. */
function smtpFrom(env: Env): SmtpConfig | null {
  const text = env.SMTP_URL?.trim();
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const [user, password] = [url?.username, url?.password].map(decoded);
  if (!url?.hostname || !/^smtps?:$/.test(url.protocol) || user === undefined || password === undefined) {
    throw new ConfigError('SMTP_URL: expected an address like smtp://user:password@mail.example.org:587.');
  }
  const secure = url.protocol === 'smtps:';
  return {
    ...{ host: url.hostname, port: Number(url.port) || (secure ? 465 : 587), secure },
    user: user || null,
    password,
    passwordFile: env.SMTP_PASSWORD_FILE?.trim() || null,
  };
}

/** Without %-escapes; undefined when they are wrong. */
function decoded(text = ''): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function senderFrom(env: Env): string {
  const address = env.MAIL_FROM?.trim() || (env.SMTP_URL?.trim() ? '' : 'madang@localhost');
  if (/^[\w.+-]+@[\w.-]+$/.test(address)) return address;
  throw new ConfigError('MAIL_FROM: expected the address that mails come from; required with SMTP_URL.');
}

/** Mail over SMTP. */
import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import { ConfigError } from '../config-error.ts';
import { hasCode } from '../errors.ts';
import { isOneAddress, type Mailer, MailFailed, oneLine } from './mail.ts';
import type { MailConfig, SmtpConfig } from './settings.ts';

/** ms after which a server that says nothing has failed: a row of the database is held meanwhile. */
const SILENT_MS = 15_000;

/** @throws {ConfigError} when the file with the password cannot be read */
export function smtpMailer(smtp: SmtpConfig, address: MailConfig['from']): Mailer {
  const { host, port, secure, user, passwordFile } = smtp;
  const pass = passwordFile === null ? smtp.password : passwordIn(passwordFile);
  const transport = createTransport({
    ...{ host, port, secure },
    ...(user !== null && { auth: { user, pass } }),
    // a password goes over no open line
    requireTLS: user !== null && !/^(localhost|127\.0\.0\.1|\[?::1\]?)$/.test(host),
    ...{ connectionTimeout: SILENT_MS, greetingTimeout: SILENT_MS, socketTimeout: SILENT_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const domain = address.slice(address.indexOf('@') + 1);
  return {
    async send({ id, from, to, subject, text }) {
      if (!isOneAddress(to)) throw new MailFailed('not an address', true);
      try {
        await transport.sendMail({
          from: { name: oneLine(from), address },
          to,
          messageId: `<${id}@${domain}>`,
          ...{ subject: oneLine(subject), text },
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw failed(error);
      }
    },
  };
}

function passwordIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new ConfigError(`SMTP_PASSWORD_FILE: ${file} cannot be read.`, { cause });
  }
}

function failed(error: unknown): MailFailed {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const refused = hasCode(error, 'EENVELOPE') && (responseCode ?? 0) >= 500;
  return new MailFailed([code ?? 'unknown', responseCode].filter(Boolean).join(' '), refused);
}

/** Where mail goes, by the settings. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { fileMailer } from './files.ts';
import type { Mailer } from './mail.ts';
import { smtpMailer } from './smtp.ts';

/** Where mails are kept as files. */
export const mailFolder = ({ data }: Pick<Config, 'data'>): string => join(data, 'mail');

/** Says once where mails land when there is no SMTP. @throws {ConfigError} */
export function openMailer({ config, log, clock }: Pick<Context, 'config' | 'log' | 'clock'>): Mailer {
  const { smtp, from } = config.mail;
  if (smtp) return smtpMailer(smtp, from);
  const folder = mailFolder(config);
  log.info({ folder }, 'mail: no SMTP_URL, mails are kept as files');
  return fileMailer(folder, from, clock);
}

/** The mails that wait to be sent. What is in them is read when they are: a job only says which. */
import type { SendOptions } from 'pg-boss';
import type { NoticeOutcome } from '../database/schema/recording-notices.ts';

/**
 * Worked by the API's processes, any of them: a worker runs ffmpeg on files of strangers, and has no business with
 * the mail server's password.
 */
export const MAIL_QUEUE = 'mail';

/** tell a lecture's manager what became of a recording */
export type NoticeJob = { kind: 'recording-notice'; recordingId: string; outcome: NoticeOutcome };
/** send a link to whoever reads an address's mail; its token is made when the mail is */
type LinkJob = { kind: 'account-link'; id: string };

/** What was changed of the way into an account, or is about to be. */
export type SecurityEvent =
  | 'email_asked'
  | 'email_changed'
  | 'password_changed'
  | 'password_reset'
  | 'factor_on'
  | 'factor_off'
  | 'factor_reset';
/** tell the account's owner of it; `id` is the mail's, `at` ISO 8601 */
export type SecurityJob = {
  kind: 'security';
  id: string;
  accountId: string;
  event: SecurityEvent;
  at: string;
};

export type MailJob = NoticeJob | LinkJob | SecurityJob;

/** A mail server may be away for about four days: after 30 s, a minute, two … and from then on every hour. */
export const MAIL_OPTIONS = {
  retryLimit: 100,
  retryDelay: 30,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 120,
} satisfies SendOptions;

/** A mail as the features write it, and what takes it. */

/** What one person is sent. */
export type Mail = {
  /** the same whenever the same mail is sent again, so that a mail reader shows it once; letters, digits, `.` and `-` */
  id: string;
  /** name of who sends it: the institution */
  from: string;
  /** address of one person */
  to: string;
  subject: string;
  /** plain text, lines ended by `\n` */
  text: string;
};

export type Mailer = {
  /** Resolves once somebody else answers for the mail. @throws {MailFailed} */
  send: (mail: Mail) => Promise<void>;
};

/** A mail was not taken. What it says is for the log: no address stands in it, and nothing the server answered. */
export class MailFailed extends Error {
  override name = 'MailFailed';
  /** the server refuses this person for good: to try again is no use */
  readonly refused: boolean;

  /** @param why a short code, such as `ESOCKET` or `EENVELOPE 550` */
  constructor(why: string, refused = false) {
    super(`The mail was not taken: ${why}.`);
    this.refused = refused;
  }
}

/** True for what every mail server takes for one person's address; others would read a list, or a comment. Pure. */
export function isOneAddress(text: string): boolean {
  return /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()\\,;:"]+$/.test(text);
}

/** Any text as one line: what people write may neither begin a header nor look like a line of ours. Pure. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** A mail server that keeps what it is sent. */
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type Received = {
  /** whom the envelope names */
  to: string[];
  /** the headers as they came, a line each */
  headers: string[];
  subject: string;
  /** of the message, decoded */
  text: string;
};

/**
 * Listens on a port of this machine, and takes mail from whoever signs in as `madang` with `secret`.
 * @param refuse addresses that it answers 550 to
 */
export async function startSmtp(port: number, refuse: readonly string[] = []) {
  const mails: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth({ username, password }, _session, done) {
      const known = username === 'madang' && password === 'secret';
      done(known ? null : new Error('wrong password'), { user: username ?? '' });
    },
    onRcptTo({ address }, _session, done) {
      const no = Object.assign(new Error(`no mailbox ${address}`), { responseCode: 550 });
      done(refuse.includes(address) ? no : null);
    },
    onData(stream, { envelope }, done) {
      text(stream).then((raw) => {
        mails.push({ to: envelope.rcptTo.map(({ address }) => address), ...parsed(raw) });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { mails, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

function parsed(raw: string): Omit<Received, 'to'> {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const header = (name: string) => headers.find((one) => one.startsWith(`${name}: `))?.slice(name.length + 2);
  const body = raw.slice(end + 4);
  const plain = header('Content-Transfer-Encoding') === 'quoted-printable' ? printable(body) : body;
  return {
    headers,
    subject: decodedWords(header('Subject') ?? ''),
    text: utf8(plain).replace(/\r\n/g, '\n'),
  };
}

/** Encoded words of a header (RFC 2047), those beside each other as one. */
function decodedWords(value: string): string {
  const bytes = value
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, coded: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(coded, 'base64').toString('latin1')
        : printable(coded.replace(/_/g, ' ')),
    );
  return utf8(bytes);
}

/** Quoted-printable text, decoded. @returns bytes, a letter each */
const printable = (text: string) =>
  text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, pair: string) => String.fromCharCode(Number.parseInt(pair, 16)));
const utf8 = (bytes: string) => Buffer.from(bytes, 'latin1').toString();

/** Connections that ask for one thing after the other, and throw away what they are given: as little work as may be. */
import { connect } from 'node:net';
import { HOST } from '../statistics/site.ts';

/** What is asked, and by how many connections at once. */
export type Load = { paths: readonly string[]; answers: number; connections: number };

const HEAD_END = '\r\n\r\n';
const BUFFER = 256 * 1024;

/**
 * Asks until so many answers came.
 * @returns bytes of their bodies, and the seconds it took
 * @throws for any answer but 200, or one that does not tell its length
 */
export async function ask(
  port: number,
  { paths, answers, connections }: Load,
  signal: AbortSignal,
): Promise<{ bytes: number; seconds: number }> {
  let begun = 0;
  let bytes = 0;
  const next = () => (begun < answers ? (paths[begun++ % paths.length] ?? null) : null);
  const started = performance.now();
  const stopping = new AbortController();
  const both = AbortSignal.any([signal, stopping.signal]);
  try {
    const all = Array.from({ length: connections }, () => askOn(port, next, (n) => (bytes += n), both));
    await Promise.all(all);
  } finally {
    stopping.abort();
  }
  return { bytes, seconds: (performance.now() - started) / 1000 };
}

/** One connection. @param next what to ask for; null = enough @param came is told of bytes of bodies */
function askOn(
  port: number,
  next: () => string | null,
  came: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let head = '';
  /** bytes of the body that are still to come; null within a head */
  let left: number | null = null;
  const take = (length: number, buffer: Uint8Array) => {
    let at = 0;
    while (at < length) {
      if (left === null) {
        const text =
          head + Buffer.from(buffer.buffer, buffer.byteOffset + at, length - at).toString('latin1');
        const end = text.indexOf(HEAD_END);
        if (end < 0) {
          head = text;
          return;
        }
        at += end + HEAD_END.length - head.length;
        left = lengthIn(text.slice(0, end));
        head = '';
      }
      const part = Math.min(left, length - at);
      came(part);
      at += part;
      left -= part;
      if (left > 0) return;
      left = null;
      send();
    }
  };
  const socket = connect({
    ...{ host: HOST, port, noDelay: true, signal },
    onread: {
      buffer: Buffer.alloc(BUFFER),
      callback(length, buffer) {
        try {
          take(length, buffer);
        } catch (error) {
          socket.destroy(error as Error);
        }
        return true;
      },
    },
  });
  const send = () => {
    const path = next();
    if (path === null) socket.end();
    else socket.write(`GET ${path} HTTP/1.1\r\nHost: ${HOST}:${port}\r\n\r\n`);
  };
  socket.on('connect', send);
  socket.on('error', reject);
  socket.on('close', () => resolve());
  return promise;
}

/** @param head of an answer */
function lengthIn(head: string): number {
  const length = /^content-length: *(\d+)$/im.exec(head)?.[1];
  if (!head.startsWith('HTTP/1.1 200') || length === undefined) throw new Error(`not as asked for:\n${head}`);
  return Number(length);
}

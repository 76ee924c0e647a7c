/** A connection that asks for one thing after the other, as cheaply as it can be done, and throws bodies away. */
import { connect } from 'node:net';
import { HOST } from '../statistics/site.ts';

/** `ms` from when it was sent to the last byte of its answer. */
type Answer = { status: number; ms: number };
export type Connection = {
  /** One at a time. @param request all of it, as it is sent @throws when the connection breaks */
  ask: (request: string) => Promise<Answer>;
  close: () => void;
};

const HEAD_END = '\r\n\r\n';
/** Nothing is kept of what comes: all connections read into the same memory. */
const memory = Buffer.alloc(256 * 1024);

/** A request for something that is there for anybody. */
export const getRequest = (path: string, port: number) =>
  `GET ${path} HTTP/1.1\r\nhost: ${HOST}:${port}\r\n\r\n`;

export function openConnection(port: number): Connection {
  let waiting: (PromiseWithResolvers<Answer> & { sentAt: number }) | null = null;
  let broken: Error | null = null;
  let head = '';
  let status = 0;
  /** bytes of the body that are still to come; null within a head */
  let left: number | null = null;

  const take = (length: number) => {
    let body = length;
    if (left === null) {
      head += memory.subarray(0, length).toString('latin1');
      const end = head.indexOf(HEAD_END);
      if (end < 0) return;
      body = head.length - end - HEAD_END.length;
      status = Number(head.slice(9, 12));
      left = Number(/\r\ncontent-length: *(\d+)/i.exec(head.slice(0, end))?.[1] ?? Number.NaN);
      if (Number.isNaN(left)) throw new Error(`An answer without a length:\n${head.slice(0, end)}`);
      head = '';
    }
    left -= body;
    if (left > 0 || !waiting) return;
    const { resolve, sentAt } = waiting;
    [left, waiting] = [null, null];
    resolve({ status, ms: performance.now() - sentAt });
  };
  const fail = (error: Error) => {
    broken ??= error;
    waiting?.reject(broken);
    waiting = null;
  };
  const socket = connect({
    ...{ host: HOST, port, noDelay: true },
    onread: {
      buffer: () => memory,
      callback(length) {
        try {
          take(length);
        } catch (error) {
          socket.destroy(error as Error);
        }
        return true;
      },
    },
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The connection was closed.')));

  return {
    async ask(request) {
      if (broken) throw broken;
      waiting = { ...Promise.withResolvers<Answer>(), sentAt: performance.now() };
      socket.write(request, 'latin1');
      return waiting.promise;
    },
    close: () => void socket.destroy(),
  };
}

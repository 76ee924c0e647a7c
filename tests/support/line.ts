/** A line between browsers and an API that drops, or changes what goes over it: a TCP proxy. */
import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '../../scripts/platform/port.ts';

/** @param target port of the API, which may come and go */
export async function openLine(target: () => number) {
  const open = new Set<Socket>();
  let flipAfter: number | null = null;
  const server = createServer((browser) => {
    const api = connect(target(), '127.0.0.1');
    for (const [one, other] of [
      [browser, api],
      [api, browser],
    ] as const) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    api.pipe(browser);
    browser.on('data', (part: Buffer) => {
      if (flipAfter !== null) {
        flipAfter -= part.length;
        // in the middle of a large part: of a body, and not of a header
        if (flipAfter <= 0 && part.length > 10_000) {
          const middle = part.length >> 1;
          part[middle] = ~(part[middle] ?? 0) & 0xff;
          flipAfter = null;
        }
      }
      if (!api.write(part)) browser.pause();
    });
    api.on('drain', () => browser.resume());
    browser.on('end', () => api.end());
  });
  const port = await freePort('127.0.0.1');
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    origin: `http://localhost:${port}`,
    /** Breaks every connection there is. */
    cut,
    /** Turns the bits of one byte round, once so many more bytes have gone to the API. */
    flip: (after: number) => {
      flipAfter = after;
    },
    isFlipped: () => flipAfter === null,
    async close() {
      cut();
      await new Promise((done) => server.close(done));
    },
  };
}

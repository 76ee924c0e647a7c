/** A site in front of another, which can put a new version of the front end in its place. */
import { createServer } from 'node:http';
import { freePort } from '../../scripts/platform/port.ts';

const RENEWED = 'renewed';

/** @param behind address of the real site */
export async function openRenewable(behind: string) {
  const page = await (await fetch(behind)).text();
  const entry = /\/assets\/(index-[\w-]+)\.js/.exec(page)?.[1];
  if (!entry) throw new Error('The page names no script.');
  let renewed = false;

  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const asked = renewed ? path.replace(RENEWED, entry) : path;
    const answer = await fetch(behind + asked, { redirect: 'manual' });
    const type = answer.headers.get('content-type') ?? '';
    const isNamed = renewed && /html|javascript/.test(type);
    // another name for the script that all begins with, and so another version of what names it
    const named = (text: string) =>
      text.replaceAll(entry, RENEWED).replace(/(version:[`"'])\w+/, `$1${RENEWED}`);
    const body = isNamed ? named(await answer.text()) : Buffer.from(await answer.arrayBuffer());
    const gone = renewed && path.includes(entry);
    const headers = { 'content-type': type, 'cache-control': answer.headers.get('cache-control') ?? '' };
    response.writeHead(gone ? 404 : answer.status, headers).end(body);
  });
  const port = await freePort('127.0.0.1');
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    origin: `http://localhost:${port}`,
    renew() {
      renewed = true;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

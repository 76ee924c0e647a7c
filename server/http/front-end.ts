/** Serves the built front end: its files, and its one page for every address that is a page's. */
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { bodyOf, Refusal, statusOf } from '../errors.ts';

const FOLDER = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** Addresses that are never a page. */
const isPage = (path: string): boolean => !/^\/(api|media|assets|healthz|readyz|metrics)(\/|$)/.test(path);

/** Registers files, the page, and the answer for addresses that do not exist. */
export async function registerFrontEnd(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: FOLDER,
    serve: false,
    cacheControl: false,
    setHeaders(reply, path) {
      // Names under assets/ carry a hash of their content; every other name stays while content changes.
      const immutable = path.includes('/assets/');
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/*', { config: { who: 'anyone' }, schema: { hide: true } }, (request, reply) => {
    const [path = '/'] = request.url.split('?');
    const isFile = /\.\w+$/.test(path);
    if (!isFile && !isPage(path)) throw new Refusal('not_found');
    return reply.sendFile(isFile ? path.slice(1) : 'index.html');
  });
  app.setNotFoundHandler((_request, reply) => reply.code(statusOf('not_found')).send(bodyOf('not_found')));
}

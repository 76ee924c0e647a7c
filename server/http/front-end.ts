/** Serves the built front end: its files, and its one page for every address that is a page's, with a head of its own. */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { bodyOf, Refusal, statusOf } from '../errors.ts';
import { headOf, siteHead } from '../head/describe.ts';
import { type BuildManifest, earlyLinks } from '../head/early.ts';
import { headMarkup } from '../head/markup.ts';
import { FOLDER, readBuilt } from './built.ts';
import { limitUnknown, MEDIA } from './limits.ts';

/** Addresses that are never a page. */
const isPage = (path: string): boolean => !/^\/(api|media|assets|healthz|readyz|metrics)(\/|$)/.test(path);

/** What of the built page is written anew for every address. */
const HEAD = /<!-- head -->.*?<!-- \/head -->/s;

/** Registers files, the page, and the answer for addresses that do not exist. */
export async function registerFrontEnd(app: FastifyInstance, context: Context): Promise<void> {
  await app.register(fastifyStatic, {
    root: FOLDER,
    serve: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders(reply, path) {
      // Names under assets/ carry a hash of their content; every other name stays while content changes.
      const immutable = path.includes('/assets/');
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const page = { ...MEDIA, config: { ...MEDIA.config, who: 'anyone' as const }, schema: { hide: true } };
  app.get('/*', page, async (request, reply) => {
    const [path = '/'] = request.url.split('?');
    if (/\.\w+$/.test(path)) return reply.sendFile(path.slice(1));
    if (!isPage(path)) throw new Refusal('not_found');
    const head = await headOf(context, path).catch((error: unknown) => {
      // the page itself says what is wrong, and what to do
      request.log.warn({ err: error }, 'page: its head cannot be told');
      return siteHead(path, context.config.institution);
    });
    const [html, manifest] = await Promise.all([readBuilt('index.html'), readBuilt('.vite/manifest.json')]);
    const early = earlyLinks(head, JSON.parse(manifest) as BuildManifest);
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(html.replace(HEAD, () => [headMarkup(head, context.config.publicUrl), ...early].join('\n    ')));
  });
  app.setNotFoundHandler({ preHandler: limitUnknown(app) }, (_request, reply) =>
    reply.code(statusOf('not_found')).send(bodyOf('not_found')),
  );
}

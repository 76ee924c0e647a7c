/** What the site is called once it is installed as an app. */
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { readBuilt } from '../http/built.ts';
import { institutionOf } from '../institution/queries.ts';
import { siteTitle } from './markup.ts';

/** Registers `/manifest.webmanifest`: the built one, under the institution's names. */
export function registerManifest(app: FastifyInstance, context: Context): void {
  const open = { config: { who: 'anyone' as const }, schema: { hide: true } };
  app.get('/manifest.webmanifest', open, async (_request, reply) => {
    const built = JSON.parse(await readBuilt('manifest.webmanifest'));
    const institution = await institutionOf(context);
    const names = {
      name: siteTitle(institution),
      short_name: institution.site,
      description: institution.about,
    };
    return reply
      .type('application/manifest+json; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(JSON.stringify({ ...built, ...names }));
  });
}

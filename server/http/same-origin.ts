/** Requests that change something must come from our own pages: the defence against CSRF. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * True for a request that a page of another origin made a browser send. Browsers say so in
 * Sec-Fetch-Site; older ones at least send Origin. Without either it is no browser.
 * @param ourOrigin the origin people use, from settings
 */
export function isCrossSite(headers: FastifyRequest['headers'], ourOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  if (!origin) return false;
  return origin !== ourOrigin && (!URL.canParse(origin) || new URL(origin).host !== host);
}

/** Refuses cross-site requests with unsafe methods on every route. */
export function registerSameOrigin(app: FastifyInstance, publicUrl: string): void {
  const { origin } = new URL(publicUrl);
  app.addHook('onRequest', async (request) => {
    if (!SAFE.has(request.method) && isCrossSite(request.headers, origin)) {
      throw new Refusal('cross_site');
    }
  });
}

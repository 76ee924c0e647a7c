/** Who may read `/metrics`: operators alone. To everybody else there is no such address. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { Refusal } from '../errors.ts';
import type { Metrics } from '../metrics.ts';

type Settings = Pick<Config, 'metricsToken' | 'publicUrl'>;

/**
 * With a token, whoever shows it (RFC 6750 §2.1), and nobody else. Without one nobody, unless the
 * address that people use is one of this very machine: then whoever asks from it. That is decided by
 * settings and by no header: behind a proxy on this machine every stranger comes from it, and no proxy
 * need say that it is one. The request must call the machine by a name of its own, which a page in a
 * browser that was led here by another name does not. Pure.
 * @param peer address at the other end of the connection
 */
export function mayReadMetrics(
  { metricsToken, publicUrl }: Settings,
  headers: IncomingHttpHeaders,
  peer: string | undefined,
): boolean {
  if (metricsToken !== null) {
    const shown = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    return shown !== undefined && timingSafeEqual(digest(shown), digest(metricsToken));
  }
  return (
    isOwnName(new URL(publicUrl).host) &&
    isOwnName(headers.host ?? '') &&
    /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(peer ?? '')
  );
}

/** Whether a host, with its port or without, is this machine to whoever asks for it. */
const isOwnName = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host);

/** Of one length, whatever was shown. */
const digest = (text: string) => createHash('sha256').update(text).digest();

/** Has every answer counted, by its route. */
export function registerTimes(app: FastifyInstance, { answered }: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    // an address without a route is any that somebody tries: they are one
    const route = request.routeOptions.url ?? 'none';
    answered({ method: request.method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
  });
}

/** `/metrics`, in the text format of Prometheus. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics, settings: Settings): void {
  // whoever has no account may ask too: it is no person who does
  app.get('/metrics', { config: { who: 'anyone' }, schema: { hide: true } }, async (request, reply) => {
    if (!mayReadMetrics(settings, request.headers, request.socket.remoteAddress)) {
      throw new Refusal('not_found');
    }
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.text());
  });
}

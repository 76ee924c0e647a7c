/** Who may read `/metrics`: operators alone. To everybody else there is no such address. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../errors.ts';
import type { Metrics } from '../metrics.ts';

/**
 * With a token, whoever shows it (RFC 6750 §2.1), and nobody else. Without one, a direct request of
 * this very machine: nothing says that a proxy passed it on, and it asks for this machine by a name of
 * its own, which a page in a browser that was led here by another name does not. Pure.
 * @param peer address at the other end of the connection
 */
export function mayReadMetrics(
  token: string | null,
  headers: IncomingHttpHeaders,
  peer: string | undefined,
): boolean {
  if (token !== null) {
    const shown = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    return shown !== undefined && timingSafeEqual(digest(shown), digest(token));
  }
  const passedOn = Object.keys(headers).some((name) =>
    /^(forwarded|via|x-forwarded-.*|x-real-ip)$/.test(name),
  );
  return (
    !passedOn &&
    /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(peer ?? '') &&
    /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(headers.host ?? '')
  );
}

/** Of one length, whatever was shown. */
const digest = (text: string) => createHash('sha256').update(text).digest();

/** `/metrics`, in the text format of Prometheus. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics, token: string | null): void {
  // whoever has no account may ask too: it is no person who does
  app.get('/metrics', { config: { who: 'anyone' }, schema: { hide: true } }, async (request, reply) => {
    if (!mayReadMetrics(token, request.headers, request.socket.remoteAddress)) {
      throw new Refusal('not_found');
    }
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.text());
  });
}

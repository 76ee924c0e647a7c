/**
 * How much, how often and for how long any route lets somebody ask: by what is written here, unless it says otherwise
 * itself by `bodyLimit`, `config.rateLimit` and `handlerTimeout`. `docs/limits.md` lists what does.
 */
import rateLimit, { type RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route, and what it lets somebody ask: bytes of a body, how often, and ms until the answer's last byte. */
    limits: { method: string; url: string; bytes: number; often: RateLimitOptions; ms: number }[];
  }
}

const MINUTE = 60_000;

/** Bytes of a body. */
export const BODY_LIMIT = 1024 ** 2;
/** ms from a request's first line to its answer's last byte. */
export const HANDLER_MS = MINUTE;
/** For files and what is written row by row: as long as a slow line takes. */
export const SLOW_LINE = { handlerTimeout: 30 * MINUTE };
/** For a recording of many gigabytes, on its way here or from here to the store. */
export const RECORDING = { handlerTimeout: 24 * 60 * MINUTE };

/**
 * Requests a minute from one address, which an office, a school or a mobile network may share: a thousand people who open
 * a page, look things up and report what they watch, twelve times each by one route.
 */
const OFTEN = 12_000;
/**
 * Of playlists, segments and files of the front end: a thousand people who begin within the minute. Each takes some forty
 * files, thirty segments ahead and one a second at double speed.
 */
const VERY_OFTEN = 120_000;

/** This machine asks as often as it likes: proxies that settings do not name, load tests, whoever watches over it. */
const isOwnMachine = ({ ip }: FastifyRequest): boolean => /^(::ffff:)?127\.|^::1$/.test(ip);
const byAddress = (max: number) => ({ max, timeWindow: MINUTE, allowList: isOwnMachine });

/** For what a page fetches in great numbers. */
export const MEDIA = { ...SLOW_LINE, config: { rateLimit: byAddress(VERY_OFTEN) } };

/** Registers the limits of how often. No answer that is let through tells of them: caches would give that to others. */
export async function registerLimits(app: FastifyInstance): Promise<void> {
  app.decorate('limits', []);
  app.addHook('onRoute', (route) => {
    const often = route.config?.rateLimit || byAddress(OFTEN);
    route.config = { ...route.config, rateLimit: often };
    const { url, bodyLimit: bytes = BODY_LIMIT, handlerTimeout: ms = HANDLER_MS } = route;
    for (const method of [route.method].flat()) app.limits.push({ method, url, bytes, often, ms });
  });
  const told = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };
  await app.register(rateLimit, { global: false, addHeaders: told, addHeadersOnExceeding: told });
}

/** The same for addresses that are no route. */
export const limitUnknown = (
  app: FastifyInstance,
): ((request: FastifyRequest, reply: FastifyReply) => unknown) => app.rateLimit(byAddress(OFTEN));

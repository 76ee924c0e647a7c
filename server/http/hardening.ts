/** Headers that wrap every answer, and its compression. */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
import type { Config } from '../config.ts';
import { hasCode } from '../errors.ts';
import { readBuilt } from './built.ts';
import { isEmbedded } from './embedding.ts';

/** Registers security headers and compression. */
export async function registerHardening(app: FastifyInstance, config: Config): Promise<void> {
  const hashes = await styleHashes();
  const headers = headersOf(securityOf(config, hashes));
  const embedded = headersOf(securityOf(config, hashes, config.embedOrigins));
  app.addHook('onRequest', async (request, reply) => {
    // on the response itself: some answers are written past Fastify
    reply.raw.setHeaders(isEmbedded(request.url) ? embedded : headers);
  });
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: 1024, customTypes: COMPRESSED });
}

/** Sources of the style sheets that the player's elements bring; none where nothing was built. */
async function styleHashes(): Promise<string[]> {
  try {
    return JSON.parse(await readBuilt('.vite/style-hashes.json'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** @param sites besides ourselves that may show the page within theirs */
function securityOf(config: Config, hashes: readonly string[], sites: readonly string[] = []): HelmetOptions {
  const media =
    config.storage.kind === 's3' ? [new URL(config.storage.publicUrl ?? config.storage.endpoint).origin] : [];
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // media-chrome writes <style> elements into its shadow roots
        styleSrc: ["'self'", ...hashes],
        imgSrc: ["'self'", 'data:', ...media],
        mediaSrc: ["'self'", 'blob:', ...media],
        connectSrc: ["'self'", ...media],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'", ...sites],
      },
    },
    // knows no other sites: where there are some, frame-ancestors alone says which
    xFrameOptions: sites.length === 0,
    strictTransportSecurity: config.publicUrl.startsWith('https:'),
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  };
}

/** What helmet sets, which is the same in every answer: it would work it out anew for each. */
function headersOf(options: HelmetOptions): Map<string, string> {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(options)(response.req, response, (error) => {
    if (error) throw error;
  });
  return new Map(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]));
}

/** Text of every kind; pictures, sound and segments are compressed already. */
const COMPRESSED =
  /^(text\/(?!event-stream)|application\/(json|javascript|vnd\.apple\.mpegurl|manifest\+json)|image\/svg)/;

/** The name of each request, by which its lines are found in the logs of every process. */
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { forRequest } from '../trace.ts';

const HEADER = 'x-request-id';

/** @param believed whether there are proxies in front, whose name for a request is taken over */
export const requestIdOf =
  (believed: boolean) =>
  ({ headers }: Pick<IncomingMessage, 'headers'>): string => {
    const told = headers[HEADER];
    return believed && typeof told === 'string' && /^[\w-]{8,64}$/.test(told) ? told : crypto.randomUUID();
  };

/** Says it in each answer, and has everything that is done for the request know it. */
export function registerRequestId(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.raw.setHeader(HEADER, request.id);
    forRequest(request.id, done);
  });
  // a body that was waited for came by way of its connection, which knows nothing of the request
  app.addHook('preValidation', (request, _reply, done) => {
    forRequest(request.id, done);
  });
}

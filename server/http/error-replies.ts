/** Answers every error in one form; what is ours to mend is logged and never told. */
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { ErrorCode } from '../contract/errors.ts';
import { isUnavailable } from '../database/unavailable.ts';
import { bodyOf, hasCode, Refusal, statusOf } from '../errors.ts';

const BY_STATUS: Record<number, ErrorCode> = {
  401: 'sign_in_required',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'too_large',
  415: 'unsupported_media_type',
  416: 'range_not_satisfiable',
  429: 'too_many_requests',
  503: 'unavailable',
};

/** What the database says of a value that came in: a character it cannot store, a row that is not there. */
const REFUSED_VALUE = /^(22021|22P05|23503)$/;

/** The code that an error of Fastify, of a plugin, of the driver or of ours is answered with. */
export function codeOf(error: FastifyError | Error): ErrorCode {
  if (error instanceof Refusal) return error.code;
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) return 'disk_full';
  if (isUnavailable(error)) return 'unavailable';
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && REFUSED_VALUE.test(String(at.code))) return 'bad_request';
  }
  const status = 'statusCode' in error && error.statusCode ? error.statusCode : 500;
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'bad_request' : 'internal');
}

/** Registers the one error handler and the answer for addresses that do not exist. */
export function registerErrorReplies(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const code = codeOf(error);
    const status = statusOf(code);
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    const retryAfter = error instanceof Refusal ? error.retryAfter : undefined;
    if (retryAfter !== undefined || status === 503) reply.header('retry-after', `${retryAfter ?? 5}`);
    // what a client still sends must be taken, or it never reads its answer; Node does so where the connection stays
    if (status === 413) reply.removeHeader('connection');
    return reply
      .code(status)
      .type('application/json')
      .send(bodyOf(code, detailsOf(error)));
  });
}

/** Answers an address that cannot be read, before any route is known. */
export function refuseAddress(_error: FastifyError, _request: unknown, reply: unknown): void {
  (reply as FastifyReply).code(statusOf('bad_request')).send(bodyOf('bad_request'));
}

function detailsOf(error: FastifyError): { field: string; message: string }[] {
  if (error instanceof Refusal) return error.details;
  return (error.validation ?? []).map((fault) => ({
    field: fault.instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message: fault.message ?? '',
  }));
}

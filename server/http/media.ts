/** Sends an object of the storage over HTTP: whole, or the one range that was asked for (RFC 9110 §14). */
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../errors.ts';
import type { ByteRange, Storage } from '../storage/storage.ts';

/**
 * The range a request asks for: null = the whole object, `unsatisfiable` = outside of it. Several
 * ranges at once are answered with the whole, as the standard allows. Pure.
 * @param header the Range header
 * @param size bytes of the object
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [, first = '', last = ''] = match;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}

/** What caches may do with an object. */
export type Caching = {
  /** the header */
  control: string;
  /** whether a copy may be confirmed (304): proxies then give it out to anybody, with the headers that it first came with */
  confirmed: boolean;
};

/** Where objects come from: a storage, or what is kept of one in memory. */
export type Objects = Pick<Storage, 'head' | 'publicUrl'> & {
  read(key: string, range?: ByteRange): Promise<Readable | Buffer>;
};

/**
 * Answers with an object, or sends the browser to where it can read it itself.
 * @throws {Refusal} not_found
 */
export async function sendObject(
  request: FastifyRequest,
  reply: FastifyReply,
  objects: Objects,
  key: string,
  caching: Caching,
): Promise<FastifyReply> {
  const address = await objects.publicUrl(key);
  if (address) return reply.header('cache-control', 'no-store').redirect(address, 302);
  return passObject(request, reply, objects, key, caching);
}

/**
 * Answers with an object itself, wherever it is kept: what is not for everybody has no address that somebody could pass
 * on, or use after they may no longer watch.
 * @throws {Refusal} not_found
 */
export async function passObject(
  request: FastifyRequest,
  reply: FastifyReply,
  objects: Objects,
  key: string,
  caching: Caching,
): Promise<FastifyReply> {
  const object = await objects.head(key);
  if (!object) throw new Refusal('not_found');
  const etag = `"${key}"`; // what is under a key never changes
  const cached = { 'cache-control': caching.control, ...(caching.confirmed && { etag }) };
  if (caching.confirmed && request.headers['if-none-match'] === etag) {
    return reply.headers(cached).code(304).send();
  }
  const range = rangeOf(request.headers.range, object.bytes);
  if (range === 'unsatisfiable') {
    reply.headers({ 'cache-control': 'no-store', 'content-range': `bytes */${object.bytes}` });
    return reply.code(416).send();
  }
  const content = request.method === 'HEAD' ? undefined : await objects.read(key, range ?? undefined);
  // from here on nothing fails: a cache keeps whatever bears these headers, an error too
  reply.headers({ ...cached, 'accept-ranges': 'bytes' }).type(object.contentType);
  if (range) {
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${object.bytes}`);
  }
  reply.header('content-length', range ? range.end - range.start + 1 : object.bytes);
  return reply.send(content);
}

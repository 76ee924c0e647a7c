/** HTTP of handouts: staff add and remove them, whoever may watch the lecture downloads them. */
import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { requireManager } from '../accounts/may-manage.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import {
  HANDOUT_EXTENSIONS,
  Handout,
  HandoutList,
  HandoutParams,
  HandoutQuery,
} from '../contract/handouts.ts';
import { Empty, IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { SLOW_LINE } from '../http/limits.ts';
import { passObject } from '../http/media.ts';
import { isForAnybody, requireAccess } from '../playback/access.ts';
import { playableLecture } from '../playback/queries.ts';
import { fileName } from '../recordings/uploads.ts';
import { handoutKey, handoutPrefix } from '../storage/keys.ts';
import { extensionOf, isDocument, typeOf } from './document.ts';
import { deleteHandout, type HandoutRow, handoutById, insertHandout, listHandouts } from './queries.ts';
import { staged } from './staging.ts';

const LIMITS = { maxBytes: 100 * 1024 ** 2, maxCount: 20, extensions: [...HANDOUT_EXTENSIONS] };

export const handoutRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, storage, clock, config } = context;

    app.get(
      '/api/lectures/:id/handouts',
      { config: { who: 'anyone' }, schema: { params: IdParams, response: { 200: HandoutList } } },
      async (request) => {
        const { id } = request.params;
        await requireAccess(request, await playableLecture(db, id), clock());
        return { items: (await listHandouts(db, id)).map(shown), limits: LIMITS };
      },
    );

    await app.register(async (adding) => {
      // the bytes go to the disk as they come
      adding.addContentTypeParser('application/octet-stream', (_request, payload, done) =>
        done(null, payload),
      );
      adding.post(
        '/api/lectures/:id/handouts',
        {
          ...SLOW_LINE,
          config: { who: 'staff', act: 'handout.added' },
          schema: { params: IdParams, querystring: HandoutQuery, response: { 201: Handout } },
        },
        async (request, reply) => {
          const { id: lectureId } = request.params as { id: string };
          await requireManager(db, await requireAccount(request), lectureId);
          const name = fileName((request.query as { name: string }).name);
          const extension = extensionOf(name);
          if (!extension || !(request.body instanceof Readable)) throw unsupported();
          const bytes = lengthOf(request);
          const id = crypto.randomUUID();
          const row = await staged(config.data, id, request.body, async (path) => {
            if (!(await isDocument(path, extension))) throw unsupported();
            await storage.putFile(handoutKey(id), path, typeOf(extension));
            const added = { id, lectureId, name, bytes };
            if (await insertHandout(db, added, clock(), LIMITS.maxCount)) return added;
            await storage.deletePrefix(handoutPrefix(id));
            throw new Refusal('handouts_full');
          });
          return reply.code(201).send(shown(row));
        },
      );
    });

    app.get(
      '/api/lectures/:id/handouts/:handoutId',
      { ...SLOW_LINE, config: { who: 'anyone' }, schema: { hide: true, params: HandoutParams } },
      async (request, reply) => {
        const { id, handoutId } = request.params;
        const lecture = await requireAccess(request, await playableLecture(db, id), clock());
        const handout = await handoutById(db, id, handoutId);
        if (!handout) throw new Refusal('not_found');
        reply.header('content-disposition', attachment(handout.name));
        const confirmed = isForAnybody(lecture, clock());
        const caching = { control: confirmed ? 'private, no-cache' : 'private, no-store', confirmed };
        return passObject(request, reply, storage, handoutKey(handoutId), caching);
      },
    );

    app.delete(
      '/api/lectures/:id/handouts/:handoutId',
      {
        config: { who: 'staff', act: 'handout.removed' },
        schema: { params: HandoutParams, response: { 204: Empty } },
      },
      async (request, reply) => {
        const { id, handoutId } = request.params;
        await requireManager(db, await requireAccount(request), id);
        if (!(await handoutById(db, id, handoutId))) throw new Refusal('not_found');
        // the row last: what cannot be removed now can be asked for again
        await storage.deletePrefix(handoutPrefix(handoutId));
        await deleteHandout(db, handoutId);
        return reply.code(204).send(null);
      },
    );
  };

/**
 * Bytes that are to come, said before they do: no more of them are read.
 * @throws {Refusal} too_large · bad_request for none, or when it is not said
 */
function lengthOf({ headers }: FastifyRequest): number {
  const bytes = Number(headers['content-length'] ?? 0);
  if (bytes > LIMITS.maxBytes) throw new Refusal('too_large');
  if (!(bytes > 0)) throw new Refusal('bad_request', [{ field: 'file', message: '0 bytes' }]);
  return bytes;
}

const shown = ({ id, lectureId, name, bytes }: HandoutRow): Handout => ({
  ...{ id, name, bytes },
  url: `/api/lectures/${lectureId}/handouts/${id}`,
});

const unsupported = () =>
  new Refusal('unsupported_media_type', [{ field: 'file', message: HANDOUT_EXTENSIONS.join(', ') }]);

/** Never shown by a browser, whatever is inside. The name as RFC 6266 has it, and for whoever does not read that. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** HTTP of choosing a lecture's poster: a candidate, a frame, or a picture that staff upload. */
import { buffer } from 'node:stream/consumers';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { requireManager } from '../accounts/may-manage.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { PosterChoice, PosterState } from '../contract/posters.ts';
import { IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { SLOW_LINE } from '../http/limits.ts';
import { posterMessage } from '../recordings/poster-failures.ts';
import { posterOf, requestPoster, setPoster } from '../recordings/poster-queries.ts';
import { posterKey, uploadedPictureKey } from '../storage/keys.ts';
import { pictureType } from './picture-type.ts';
import { playableLecture } from './queries.ts';

/** Bytes an uploaded picture may have. */
const PICTURE_MAX_BYTES = 10 * 1024 ** 2;
const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/octet-stream'];
type Asked = FastifyRequest<{ Params: { id: string } }>;

export const posterRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, queue, storage } = context;
    const answer = { params: IdParams, response: { 200: PosterState } };

    app.get('/api/lectures/:id/poster', { config: { who: 'staff' }, schema: answer }, async (request) =>
      stateOf(await managed(request)),
    );

    app.put(
      '/api/lectures/:id/poster',
      { config: { who: 'staff', act: 'poster.changed' }, schema: { ...answer, body: PosterChoice } },
      async (request) => {
        const id = await managed(request);
        if ('candidate' in request.body) await showCandidate(id, request.body.candidate);
        else await requestFrame(id, request.body);
        return stateOf(id);
      },
    );

    app.delete(
      '/api/lectures/:id/poster',
      { config: { who: 'staff', act: 'poster.changed' }, schema: answer },
      async (request) => {
        const id = await managed(request);
        await setPoster(db, id, null);
        return stateOf(id);
      },
    );

    await app.register(async (pictures) => {
      const limit = { bodyLimit: PICTURE_MAX_BYTES, ...SLOW_LINE };
      pictures.addContentTypeParser(PICTURE_TYPES, { parseAs: 'buffer', ...limit }, (_request, body, done) =>
        done(null, body),
      );
      pictures.post(
        '/api/lectures/:id/poster/picture',
        { config: { who: 'staff', act: 'poster.changed' }, ...limit, schema: answer },
        async (request) => {
          const { body } = request;
          const lectureId = await managed(request as Asked);
          const type = Buffer.isBuffer(body) ? pictureType(body) : null;
          if (!Buffer.isBuffer(body) || !type) throw new Refusal('unsupported_media_type');
          const requested = crypto.randomUUID();
          await storage.put(uploadedPictureKey(lectureId, requested), body, type);
          await requestPoster(db, queue, { lectureId, request: requested, frame: null });
          return stateOf(lectureId);
        },
      );
    });

    /** A picture of the lecture's own: the recording may be replaced, and its candidates removed. */
    async function showCandidate(lectureId: string, candidate: string): Promise<void> {
      const key = (await posterOf(db, lectureId))?.candidates.find((one) => addressOf(one) === candidate);
      if (!key) throw new Refusal('conflict');
      const own = posterKey(lectureId, crypto.randomUUID());
      await storage.put(own, await buffer(await storage.read(key)), 'image/jpeg');
      await setPoster(db, lectureId, own);
    }

    async function requestFrame(
      lectureId: string,
      frame: { recordingId: string; at: number },
    ): Promise<void> {
      const playing = await playableLecture(db, lectureId);
      if (!playing?.playable || playing.recordingId !== frame.recordingId) throw new Refusal('conflict');
      if (frame.at > (playing.duration ?? 0)) {
        throw new Refusal('bad_request', [{ field: 'at', message: 'it is after the end' }]);
      }
      await requestPoster(db, queue, { lectureId, request: crypto.randomUUID(), frame });
    }

    async function managed(request: Asked): Promise<string> {
      await requireManager(db, await requireAccount(request), request.params.id);
      return request.params.id;
    }

    async function stateOf(lectureId: string): Promise<PosterState> {
      const poster = await posterOf(db, lectureId);
      if (!poster) throw new Refusal('not_found');
      const { key, request, code, candidates } = poster;
      const shown = key ?? candidates[0];
      return {
        url: shown ? addressOf(shown) : null,
        chosen: key !== null,
        candidates: candidates.map(addressOf),
        making: request !== null && code === null,
        error: code === null ? null : { code, message: posterMessage(code) },
      };
    }
  };

const addressOf = (key: string) => `/media/${key}`;

/** HTTP of caption tracks: how they stand, and files that staff put in. What viewers read is playback's. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { requireManager } from '../accounts/may-manage.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { CaptionParams, CaptionStates } from '../contract/captions.ts';
import type { CaptionLanguage } from '../contract/vocabulary.ts';
import { Empty, IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { SLOW_LINE } from '../http/limits.ts';
import { decodeCaptions, toWebVtt } from './file.ts';
import { captionStates } from './state-queries.ts';
import { deleteCaptionTrack, putCaptionTrack } from './track-queries.ts';
import { hasSound } from './transcription-queries.ts';

/** Bytes a caption file may have: 12 hours of dense speech stay under 2 MB. */
const CAPTION_MAX_BYTES = 5 * 1024 ** 2;
const CAPTION_TYPES = ['text/vtt', 'application/x-subrip', 'text/plain', 'application/octet-stream'];

export const captionRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { config, db, clock } = context;

    app.get(
      '/api/lectures/:id/captions',
      { config: { who: 'staff' }, schema: { params: IdParams, response: { 200: CaptionStates } } },
      async (request) => {
        await requireManager(db, await requireAccount(request), request.params.id);
        const { id } = request.params;
        const transcribable = config.transcribe !== null && (await hasSound(db, id));
        return { items: await captionStates(db, id), transcribable };
      },
    );

    await app.register(async (captions) => {
      captions.addContentTypeParser(
        CAPTION_TYPES,
        { parseAs: 'buffer', bodyLimit: CAPTION_MAX_BYTES },
        (_request, body, done) => done(null, body),
      );
      captions.put(
        '/api/lectures/:id/captions/:language',
        {
          config: { who: 'staff', act: 'captions.changed' },
          bodyLimit: CAPTION_MAX_BYTES,
          ...SLOW_LINE,
          schema: { params: CaptionParams, response: { 204: Empty } },
        },
        async (request, reply) => {
          const { id, language } = request.params as { id: string; language: CaptionLanguage };
          await requireManager(db, await requireAccount(request), id);
          if (!Buffer.isBuffer(request.body)) throw new Refusal('unsupported_media_type');
          await putCaptionTrack(db, id, language, toWebVtt(decodeCaptions(request.body)), clock());
          return reply.code(204).send(null);
        },
      );
    });

    app.delete(
      '/api/lectures/:id/captions/:language',
      {
        config: { who: 'staff', act: 'captions.removed' },
        schema: { params: CaptionParams, response: { 204: Empty } },
      },
      async (request, reply) => {
        await requireManager(db, await requireAccount(request), request.params.id);
        await deleteCaptionTrack(db, request.params.id, request.params.language);
        return reply.code(204).send(null);
      },
    );
  };

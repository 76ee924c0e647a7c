/** HTTP of drafts that a speech-to-text server writes down. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { requireManager } from '../accounts/may-manage.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { CaptionParams } from '../contract/captions.ts';
import { Empty } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { cancelTranscription, requestTranscription } from './transcription-queries.ts';

export const transcriptionRoutes =
  ({ config, db, queue }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/api/lectures/:id/captions/:language/transcription',
      {
        config: { who: 'staff', act: 'captions.changed' },
        schema: { params: CaptionParams, response: { 204: Empty } },
      },
      async (request, reply) => {
        const { id, language } = request.params;
        await requireManager(db, await requireAccount(request), id);
        if (!config.transcribe) throw new Refusal('not_found');
        await db.transaction(async (tx) => {
          const recordingId = await requestTranscription(tx, { lectureId: id, language });
          if (!recordingId) throw new Refusal('conflict');
          await queue.enqueue(tx, [{ kind: 'transcribe', recordingId, lectureId: id, language }]);
        });
        return reply.code(204).send(null);
      },
    );

    app.delete(
      '/api/lectures/:id/captions/:language/transcription',
      {
        config: { who: 'staff', act: 'captions.changed' },
        schema: { params: CaptionParams, response: { 204: Empty } },
      },
      async (request, reply) => {
        const { id, language } = request.params;
        await requireManager(db, await requireAccount(request), id);
        if (!(await cancelTranscription(db, { lectureId: id, language }))) throw new Refusal('conflict');
        return reply.code(204).send(null);
      },
    );
  };

/** HTTP of quality of experience: what players say of a playback session. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../context.ts';
import { QualityReport } from '../contract/quality.ts';
import { Empty, IdParams } from '../contract/vocabulary.ts';
import { classesOf } from '../http/device.ts';
import { tokensOf } from '../progress/viewers.ts';
import { createQualityRecorder } from './record.ts';

export const qualityRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const record = createQualityRecorder(context);

    app.post(
      '/api/playback-sessions/:id/quality',
      {
        config: { who: 'anyone' },
        schema: { params: IdParams, body: QualityReport, response: { 204: Empty } },
      },
      async (request, reply) => {
        const classes = classesOf(request.headers['user-agent'] ?? '');
        const sessionId = request.params.id;
        await record({ sessionId, ...tokensOf(context, request), report: request.body, classes });
        return reply.code(204).send(null);
      },
    );
  };

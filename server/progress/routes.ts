/** HTTP of progress: playback sessions, and what was played in them. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { isStaff } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { NewPlaybackSession, PlaybackSession, PlayedReport, Watched } from '../contract/progress.ts';
import { IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { insertPlaybackSession, isWatchable } from './queries.ts';
import { recordPlayed } from './record.ts';
import { ensureViewer, viewerOf } from './viewers.ts';

export const progressRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock } = context;

    app.post(
      '/api/playback-sessions',
      {
        config: { who: 'anyone' },
        schema: { body: NewPlaybackSession, response: { 201: PlaybackSession } },
      },
      async (request, reply) => {
        const { lectureId } = request.body;
        const staff = isStaff(await request.identify());
        if (!(await isWatchable(db, lectureId, staff))) throw new Refusal('not_found');
        const viewerId = await ensureViewer(context, request, reply);
        const id = await insertPlaybackSession(db, { viewerId, lectureId, staff, startedAt: clock() });
        return reply.code(201).send({ id });
      },
    );

    app.post(
      '/api/playback-sessions/:id/played',
      {
        config: { who: 'anyone' },
        schema: { params: IdParams, body: PlayedReport, response: { 200: Watched } },
      },
      async (request) => {
        const viewerId = await viewerOf(context, request);
        if (!viewerId) throw new Refusal('not_found');
        return recordPlayed(context, viewerId, request.params.id, request.body);
      },
    );
  };

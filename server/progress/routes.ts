/** HTTP of progress: playback sessions, and what was played in them. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { watcherOf } from '../accounts/may-watch.ts';
import type { Context } from '../context.ts';
import { NewPlaybackSession, PlaybackSession, PlayedReport, Watched } from '../contract/progress.ts';
import { IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { createRecorder } from './recorder.ts';
import { insertOfflineSession, insertPlaybackSession, playableRecording } from './session-queries.ts';
import { ensureViewer, tokensOf, viewerOf } from './viewers.ts';

export const progressRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock } = context;
    const recorder = createRecorder(context);

    app.post(
      '/api/playback-sessions',
      {
        config: { who: 'anyone' },
        schema: { body: NewPlaybackSession, response: { 201: PlaybackSession } },
      },
      async (request, reply) => {
        const { lectureId, recordingId: asked, after } = request.body;
        const watcher = watcherOf(await request.identify());
        const now = clock();
        const known = after && asked && (await viewerOf(context, request));
        const offline =
          known && (await insertOfflineSession(db, { after, viewerId: known, recordingId: asked, now }));
        if (offline) return reply.code(201).send({ id: offline });
        const recordingId = await playableRecording(db, lectureId, { recordingId: asked, watcher, now });
        if (!recordingId) throw new Refusal('not_found');
        const viewerId = await ensureViewer(context, request, reply);
        const session = { viewerId, lectureId, recordingId, staff: watcher.staff, startedAt: now };
        const id = await insertPlaybackSession(db, session);
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
        const report = request.body;
        if (report.segments.some(({ from, to }) => from > to)) {
          throw new Refusal('bad_request', [{ field: 'segments', message: 'from > to' }]);
        }
        return recorder.record({ sessionId: request.params.id, ...tokensOf(context, request), report });
      },
    );
  };

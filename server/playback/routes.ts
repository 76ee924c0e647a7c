/** HTTP of playback: all that a player needs to show one lecture, and the parts staff add to it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { requireManager } from '../accounts/may-manage.ts';
import { requireAccount } from '../accounts/who.ts';
import { captionLanguages, captionTrack } from '../captions/track-queries.ts';
import type { Context } from '../context.ts';
import { CaptionParams } from '../contract/captions.ts';
import { ChapterList, NewChapterList, Playback, RungList } from '../contract/playback.ts';
import { IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { watchedOf } from '../progress/queries.ts';
import { viewerOf } from '../progress/viewers.ts';
import { playlistKey } from '../storage/keys.ts';
import { isForAnybody, requireAccess } from './access.ts';
import { chapterList, listChapters, listRungs, playableLecture, replaceChapters } from './queries.ts';

export const playbackRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock } = context;

    app.get(
      '/api/lectures/:id/playback',
      { config: { who: 'anyone' }, schema: { params: IdParams, response: { 200: Playback } } },
      async (request): Promise<Playback> => {
        const { id } = request.params;
        const lecture = await requireAccess(request, await playableLecture(db, id), clock());
        const viewerId = await viewerOf(context, request);
        const seen = viewerId && (await watchedOf(db, viewerId, id));
        const { recordingId, playable, complete, hasAudio, duration, vttKey, posterKey } = lecture;
        const playlist = (name: string) =>
          recordingId && playable ? `/media/${playlistKey(recordingId, name)}` : null;
        const languages = await captionLanguages(db, id);
        return {
          recordingId,
          manifest: playlist('master'),
          audioManifest: hasAudio ? playlist('listen') : null,
          storyboard: vttKey && `/media/${vttKey}`,
          poster: posterKey && `/media/${posterKey}`,
          captions: languages.map((language) => ({
            language,
            url: `/api/lectures/${id}/captions/${language}`,
          })),
          chapters: await listChapters(db, id),
          duration: duration ?? 0,
          playable,
          complete,
          position: seen ? seen.position : 0,
          watched: seen ? seen.covered : [],
        };
      },
    );

    app.get(
      '/api/lectures/:id/rungs',
      { config: { who: 'anyone' }, schema: { params: IdParams, response: { 200: RungList } } },
      async (request): Promise<RungList> => {
        const lecture = await requireAccess(request, await playableLecture(db, request.params.id), clock());
        const { recordingId, playable, complete } = lecture;
        if (!recordingId || !playable || !complete) return { recordingId: null, items: [] };
        return { recordingId, items: await listRungs(db, recordingId) };
      },
    );

    app.get(
      '/api/lectures/:id/captions/:language',
      { config: { who: 'anyone' }, schema: { params: CaptionParams, response: { 200: Type.String() } } },
      async (request, reply) => {
        const { id, language } = request.params;
        const lecture = await requireAccess(request, await playableLecture(db, id), clock());
        const track = await captionTrack(db, id, language);
        if (!track) throw new Refusal('not_found');
        return reply
          .type('text/vtt; charset=utf-8')
          .header('cache-control', isForAnybody(lecture, clock()) ? 'no-cache' : 'private, no-store')
          .send(track.vtt);
      },
    );

    app.get(
      '/api/lectures/:id/chapters',
      { config: { who: 'anyone' }, schema: { params: IdParams, response: { 200: ChapterList } } },
      async (request) => {
        await requireAccess(request, await playableLecture(db, request.params.id), clock());
        return chapterList(db, request.params.id);
      },
    );

    app.put(
      '/api/lectures/:id/chapters',
      {
        config: { who: 'staff', act: 'chapters.changed' },
        schema: { params: IdParams, body: NewChapterList, response: { 200: ChapterList } },
      },
      async (request) => {
        const { id } = request.params;
        await requireManager(db, await requireAccount(request), id);
        const starts = request.body.items.map((item) => item.start);
        if (new Set(starts).size !== starts.length) {
          throw new Refusal('bad_request', [
            { field: 'items', message: 'two chapters start at the same time' },
          ]);
        }
        await replaceChapters(db, id, request.body, clock());
        return chapterList(db, id);
      },
    );
  };

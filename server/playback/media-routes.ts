/** Media: playlists written from what has landed, and the objects that they name. */
import { createHash } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Context } from '../context.ts';
import { Id } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { passObject, sendObject } from '../http/media.ts';
import { listRenditions } from '../recordings/landing.ts';
import { masterPlaylist, mediaPlaylist } from '../recordings/playlist.ts';
import { posterKey, recordingPrefix } from '../storage/keys.ts';
import { cachingOf, isForAnybody, playlistCachingOf, requireAccess } from './access.ts';
import { lectureOfRecording, type PlayableRow, playableLecture } from './queries.ts';

/** Folders and files of ours: no part of a path begins with a dot, so none leads upwards. */
const Path = Type.String({
  pattern: '^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$',
  maxLength: 300,
});

export const mediaRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, storage, clock } = context;

    app.get(
      '/media/recordings/:recordingId/*',
      {
        config: { who: 'anyone' },
        schema: { hide: true, params: Type.Object({ recordingId: Id, '*': Path }) },
      },
      async (request, reply) => {
        const { recordingId, '*': path } = request.params;
        const now = clock();
        const lecture = await requireAccess(request, await lectureOfRecording(db, recordingId), now);
        const playlist = /^([\w-]+)\.m3u8$/.exec(path)?.[1];
        if (playlist) return sendPlaylist(request, reply, recordingId, playlist, lecture);
        const key = recordingPrefix(recordingId) + path;
        const send = isForAnybody(lecture, now) ? sendObject : passObject;
        return send(request, reply, storage, key, cachingOf(lecture, now));
      },
    );

    app.get(
      '/media/posters/:lectureId/:picture/poster.jpg',
      {
        config: { who: 'anyone' },
        schema: { hide: true, params: Type.Object({ lectureId: Id, picture: Id }) },
      },
      async (request, reply) => {
        const { lectureId, picture } = request.params;
        const now = clock();
        const lecture = await requireAccess(request, await playableLecture(db, lectureId), now);
        const send = isForAnybody(lecture, now) ? sendObject : passObject;
        return send(request, reply, storage, posterKey(lectureId, picture), cachingOf(lecture, now));
      },
    );

    /** @param name `master`, or a rendition's */
    async function sendPlaylist(
      request: FastifyRequest,
      reply: FastifyReply,
      recordingId: string,
      name: string,
      lecture: PlayableRow,
    ): Promise<FastifyReply> {
      const renditions = await listRenditions(db, recordingId);
      const growth = { prefix: recordingPrefix(recordingId), complete: lecture.complete };
      const text = name === 'master' ? masterPlaylist(renditions) : mediaPlaylist(renditions, name, growth);
      if (text === null) throw new Refusal('not_found');
      const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
      reply.header('cache-control', playlistCachingOf(lecture, clock()));
      // a copy that is confirmed is for anybody again: nginx gives it out as it first came
      if (isForAnybody(lecture, clock())) {
        reply.header('etag', etag);
        if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      }
      return reply.type('application/vnd.apple.mpegurl').send(text);
    }
  };

/** Media: playlists written from what has landed, and the objects that they name. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Context } from '../context.ts';
import { Id } from '../contract/vocabulary.ts';
import { together } from '../database/together.ts';
import { Refusal } from '../errors.ts';
import { encodingOf } from '../http/encoding.ts';
import { MEDIA } from '../http/limits.ts';
import { passObject, sendObject } from '../http/media.ts';
import { posterKey, recordingPrefix } from '../storage/keys.ts';
import { cachingOf, isForAnybody, playlistCachingOf, requireAccess } from './access.ts';
import { keepHot } from './hot-objects.ts';
import { createPlaylists, type Playlist } from './playlists.ts';
import { playableLecture, type ServedRow, servedRecordings } from './queries.ts';

/** Folders and files of ours: no part of a path begins with a dot, so none leads upwards. */
const Path = Type.String({
  pattern: '^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$',
  maxLength: 300,
});

/** As keys have it. Ids are read by one query for all who ask: one that is none would fail it for the others. */
const RecordingId = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });

export const mediaRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, storage, clock } = context;
    const playlistOf = createPlaylists(db);
    const objects = keepHot(storage);
    const served = together(String, async (ids: string[]) => {
      const found = await servedRecordings(db, ids);
      return ids.map((id) => found.get(id) ?? null);
    });

    app.get(
      '/media/recordings/:recordingId/*',
      {
        ...MEDIA,
        config: { ...MEDIA.config, who: 'anyone' },
        schema: { hide: true, params: Type.Object({ recordingId: RecordingId, '*': Path }) },
      },
      async (request, reply) => {
        const { recordingId, '*': path } = request.params;
        const now = clock();
        const recording = await requireAccess(request, await served(recordingId), now);
        const name = /^([\w-]+)\.m3u8$/.exec(path)?.[1];
        if (name) {
          const playlist = await playlistOf({ recordingId, name, readyAt: recording.readyAt });
          if (!playlist) throw new Refusal('not_found');
          return sendPlaylist(request, reply, playlist, recording);
        }
        const key = recordingPrefix(recordingId) + path;
        const send = isForAnybody(recording, now) ? sendObject : passObject;
        return send(request, reply, objects, key, cachingOf(recording, now));
      },
    );

    app.get(
      '/media/posters/:lectureId/:picture/poster.jpg',
      {
        ...MEDIA,
        config: { ...MEDIA.config, who: 'anyone' },
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

    async function sendPlaylist(
      request: FastifyRequest,
      reply: FastifyReply,
      playlist: Playlist,
      recording: ServedRow,
    ): Promise<FastifyReply> {
      const { etag } = playlist;
      reply.header('cache-control', playlistCachingOf(recording, clock()));
      // a copy that is confirmed is for anybody again: nginx gives it out as it first came
      if (isForAnybody(recording, clock())) {
        reply.header('etag', etag);
        if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      }
      const encoding = encodingOf(request.headers['accept-encoding']);
      if (encoding) reply.header('content-encoding', encoding).header('vary', 'accept-encoding');
      return reply.type('application/vnd.apple.mpegurl').send(await playlist.bytes(encoding));
    }
  };

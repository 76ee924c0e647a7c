/** HTTP of recordings: uploading one, and how it stands. */
import type {} from '@fastify/swagger';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { requireManager } from '../accounts/may-manage.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import {
  FinishedUpload,
  KnownRecordings,
  RecordingStatus,
  Trim,
  UploadLimits,
} from '../contract/recordings.ts';
import { IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { RECORDING } from '../http/limits.ts';
import { finishUpload } from './finish.ts';
import { openHashing } from './hashing.ts';
import { statusOf } from './news.ts';
import { patchUpload } from './patch.ts';
import { withdrawRecording } from './place.ts';
import { newestRecording, type RecordingRow, recordingsOfSize } from './recording-queries.ts';
import { freeBytes } from './staging.ts';
import { cancelTranscode, retryTranscode } from './transcode-state.ts';
import { trimRecording } from './trim.ts';
import { createTusServer, TUS_RESUMABLE, UPLOADS_PATH } from './uploads.ts';

/** What people are told they may upload; what is inside is for the probe to decide. */
const EXTENSIONS = ['mp4', 'm4v', 'mov', 'mkv', 'webm', 'ts', 'mts', 'm2ts', 'avi', 'wmv'];

export const recordingRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, queue, config, clock } = context;
    const hashing = openHashing();
    const tus = createTusServer(context, hashing);
    app.addHook('onClose', hashing.close);

    // tus reads the bytes from the connection itself: Fastify must not touch them.
    app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
    const passOn = async (request: FastifyRequest, reply: FastifyReply) => {
      const account = await requireAccount(request);
      reply.hijack();
      await tus.asking.run(account, () => tus.server.handle(request.raw, reply.raw));
    };
    const staff = { config: { who: 'staff' as const }, schema: { hide: true } };
    app.route({ method: ['POST', 'OPTIONS'], url: UPLOADS_PATH, ...staff, handler: passOn });
    const ofOne = {
      url: `${UPLOADS_PATH}/:id`,
      ...staff,
      schema: { hide: true, params: IdParams },
      attachValidation: true,
      // what is no id is no upload's
      async preHandler({ validationError }: FastifyRequest) {
        if (validationError) throw new Refusal('not_found');
      },
    };
    app.route({ method: ['HEAD', 'DELETE'], ...ofOne, handler: passOn });
    app.route<{ Params: { id: string } }>({
      method: 'PATCH',
      ...ofOne,
      ...RECORDING,
      async handler(request, reply) {
        // a client of another version is told so by the tus server
        if (request.headers['tus-resumable'] !== TUS_RESUMABLE) return passOn(request, reply);
        const { id } = await requireAccount(request);
        const offset = await patchUpload({ ...context, ...tus }, id, request.params.id, request.raw);
        return reply.code(204).headers({ 'tus-resumable': TUS_RESUMABLE, 'upload-offset': offset }).send();
      },
    });

    app.get(
      '/api/upload-limits',
      { config: { who: 'staff' }, schema: { response: { 200: UploadLimits } } },
      async () => {
        const free = await freeBytes(config.data);
        return { maxBytes: config.uploadMaxBytes, freeBytes: free, extensions: EXTENSIONS };
      },
    );

    // every file of that length that the asker would manage: which of them is the same, their hashes tell
    app.get(
      '/api/recordings',
      {
        config: { who: 'staff' },
        schema: {
          querystring: Type.Object({ bytes: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) }),
          response: { 200: KnownRecordings },
        },
      },
      async (request) => ({
        items: await recordingsOfSize(db, request.query.bytes, await requireAccount(request)),
      }),
    );

    app.post(
      '/api/lectures/:id/recording',
      {
        ...RECORDING,
        config: { who: 'staff', act: 'recording.placed' },
        schema: {
          params: IdParams,
          body: FinishedUpload,
          response: { 200: RecordingStatus, 201: RecordingStatus },
        },
      },
      async (request, reply) => {
        const account = await requireAccount(request);
        const { id } = request.params;
        await requireManager(db, account, id);
        const { recording, created } = await finishUpload(context, hashing, account.id, id, request.body);
        request.log.info({ lecture: id, recording: recording.id, created }, 'recording: upload finished');
        return reply.code(created ? 201 : 200).send(statusOf(recording));
      },
    );

    app.post(
      '/api/lectures/:id/trim',
      {
        config: { who: 'staff', act: 'recording.trimmed' },
        schema: { params: IdParams, body: Trim, response: { 201: RecordingStatus } },
      },
      async (request, reply) => {
        const { id } = request.params;
        await requireManager(db, await requireAccount(request), id);
        const recording = await trimRecording(context, id, request.body);
        request.log.info(
          { lecture: id, recording: recording.id, of: recording.trimOf },
          'recording: trim asked for',
        );
        return reply.code(201).send(statusOf(recording));
      },
    );

    app.get(
      '/api/lectures/:id/recording',
      { config: { who: 'staff' }, schema: { params: IdParams, response: { 200: RecordingStatus } } },
      async (request) => statusOf(await managed(request)),
    );

    app.delete(
      '/api/lectures/:id/recording',
      {
        config: { who: 'staff', act: 'recording.withdrawn' },
        schema: { params: IdParams, response: { 200: RecordingStatus } },
      },
      async (request) => {
        const { id, waiting } = await managed(request);
        const stopped = waiting ? withdrawRecording(db, id, clock()) : cancelTranscode(db, id);
        if (!(await stopped)) throw new Refusal('conflict');
        return statusOf(await managed(request));
      },
    );

    app.post(
      '/api/lectures/:id/recording/retry',
      {
        config: { who: 'staff', act: 'recording.retried' },
        schema: { params: IdParams, response: { 200: RecordingStatus } },
      },
      async (request) => {
        const { id } = await managed(request);
        if (!(await retryTranscode(db, queue, id))) throw new Refusal('conflict');
        return statusOf(await managed(request));
      },
    );

    /** The newest recording of a lecture that the asker manages. */
    async function managed(request: FastifyRequest<{ Params: { id: string } }>): Promise<RecordingRow> {
      await requireManager(db, await requireAccount(request), request.params.id);
      const recording = await newestRecording(db, request.params.id);
      if (!recording) throw new Refusal('not_found');
      return recording;
    }
  };

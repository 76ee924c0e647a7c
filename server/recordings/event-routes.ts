/** What happens to recordings and their uploads as server-sent events: of one lecture, and of all that somebody manages in one stream. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { requireManager } from '../accounts/may-manage.ts';
import { isOpenSession } from '../accounts/session-queries.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { openNews, statusOf } from './news.ts';
import { newestRecording } from './recording-queries.ts';
import { isFinal } from './status.ts';

/**
 * Something goes over the line at least so often: a proxy takes silence for an end. As often it is looked whether who
 * reads is still signed in: a session that was revoked hears no more within ten seconds.
 */
const BEAT_MS = 8_000;
/** Browsers come back by themselves, and are asked again who they are. */
const LONGEST_MS = 10 * 60_000;

export const eventRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, log, clock } = context;
    const news = openNews(context);
    const open = new Set<() => void>();
    app.addHook('preClose', async () => {
      for (const end of open) end();
      news.close();
    });
    const stream = { 200: Type.String({ description: 'text/event-stream' }) };

    app.get(
      '/api/recordings/events',
      { config: { who: 'staff', compress: false, unattended: true }, schema: { response: stream } },
      async (request, reply) => {
        const account = await requireAccount(request);
        const { send, ended } = await begin(request, reply);
        const unfollow = news.follow((one, owner) => {
          if (account.role === 'administrator' || owner === account.id) send(one);
        });
        await ended;
        unfollow();
      },
    );

    app.get(
      '/api/lectures/:id/recording/events',
      {
        config: { who: 'staff', compress: false, unattended: true },
        schema: { params: IdParams, response: stream },
      },
      async (request, reply) => {
        const { id } = request.params;
        await requireManager(db, await requireAccount(request), id);
        const first = await newestRecording(db, id);
        if (!first) throw new Refusal('not_found');
        const { send, end, ended } = await begin(request, reply);
        send(statusOf(first));
        if (isFinal(first.state)) end();
        const unfollow = news.follow(({ lectureId, recording }) => {
          if (lectureId !== id || !recording) return;
          send(recording);
          if (isFinal(recording.state)) end();
        });
        await ended;
        unfollow();
      },
    );

    /** Answers with a stream that is open until `end`, or until nobody reads it any more, or may. */
    async function begin(request: FastifyRequest, reply: FastifyReply) {
      const session = await request.ownSession();
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const write = (text: string) => {
        // what is told in the moment in which it ends goes nowhere
        if (!raw.writableEnded && !raw.destroyed) raw.write(text);
      };
      write(':\n\n');
      const end = () => raw.end();
      const look = async () => {
        write(':\n\n');
        if (!session || !(await isOpenSession(db, session.id, clock()))) end();
      };
      const beat = setInterval(() => {
        look().catch((error: unknown) =>
          log.warn({ err: error }, 'events: who reads could not be looked up'),
        );
      }, BEAT_MS);
      const last = setTimeout(end, LONGEST_MS);
      open.add(end);
      const ended = new Promise<void>((done) => {
        raw.on('close', () => {
          clearInterval(beat);
          clearTimeout(last);
          open.delete(end);
          done();
        });
      });
      const send = (data: object) => write(`data: ${JSON.stringify(data)}\n\n`);
      return { send, end, ended };
    }
  };

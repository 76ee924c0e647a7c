/** HTTP of other people's sessions: administrators see where somebody is signed in, and sign them out. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { OwnSessions } from '../contract/accounts.ts';
import { ApiError } from '../contract/errors.ts';
import { Empty, Id, IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { accountById } from './queries.ts';
import { deleteSessionOf, deleteSessionsOf, sessionsOf, shownSession } from './session-queries.ts';
import { requireAccount } from './who.ts';

const errors = { '4xx': ApiError, '5xx': ApiError };
const SESSIONS = '/api/accounts/:id/sessions';
const config = { who: 'administrator' as const };

export const peopleSessionRoutes =
  ({ db, clock }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      SESSIONS,
      { config, schema: { params: IdParams, response: { 200: OwnSessions, ...errors } } },
      async (request) => {
        const { id } = request.params;
        const actor = await requireAccount(request);
        if (!(await accountById(db, id))) throw new Refusal('not_found');
        const own = await request.ownSession();
        return db.transaction(async (tx) => {
          const found = await sessionsOf(tx, id, clock());
          if (id !== actor.id)
            await recordAudit(tx, { ...about(id), at: clock(), actor, action: 'sessions.read' });
          return { items: found.map((one) => shownSession(one, own?.id)) };
        });
      },
    );

    app.delete(
      `${SESSIONS}/:sessionId`,
      {
        config,
        schema: { params: Type.Object({ id: Id, sessionId: Id }), response: { 204: Empty, ...errors } },
      },
      async (request, reply) => {
        const { id, sessionId } = request.params;
        const actor = await otherThan(id, request);
        await db.transaction(async (tx) => {
          if (!(await deleteSessionOf(tx, id, sessionId))) throw new Refusal('not_found');
          await recordAudit(tx, { ...about(id), at: clock(), actor, action: 'session.ended' });
        });
        return reply.code(204).send(null);
      },
    );

    app.delete(
      SESSIONS,
      { config, schema: { params: IdParams, response: { 204: Empty, ...errors } } },
      async (request, reply) => {
        const { id } = request.params;
        const actor = await otherThan(id, request);
        if (!(await accountById(db, id))) throw new Refusal('not_found');
        await db.transaction(async (tx) => {
          const sessions = await deleteSessionsOf(tx, id);
          const entry = { ...about(id), at: clock(), actor, details: { sessions } };
          await recordAudit(tx, { ...entry, action: 'sessions.ended' });
        });
        return reply.code(204).send(null);
      },
    );

    /** Who asks. One's own sessions are ended under one's own account. @throws {Refusal} conflict */
    async function otherThan(id: string, request: FastifyRequest) {
      const actor = await requireAccount(request);
      if (id === actor.id) throw new Refusal('conflict');
      return actor;
    }
  };

const about = (id: string) => ({ subject: { kind: 'account', id }, people: [id] }) as const;

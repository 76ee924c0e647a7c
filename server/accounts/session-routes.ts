/** HTTP of sessions: signing in and out, how long it lasts, and where one is signed in. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { Credentials, OwnSessions, Session } from '../contract/accounts.ts';
import { Empty, IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { shownAccount } from './account.ts';
import { openAuthentication } from './authenticate.ts';
import { consentDueOf } from './consent-rules.ts';
import { isFactorDue, requireCode } from './second-factor.ts';
import { limitsOf, secondsLeft } from './session-limits.ts';
import { deleteSessionOf, deleteSessionsOf, sessionsOf, shownSession } from './session-queries.ts';
import { signIn, signOut } from './sessions.ts';
import { requireAccount } from './who.ts';

/** From one address, which a hall of people may share; who guesses passwords is slowed down besides. */
const slowly = { rateLimit: { max: 120, timeWindow: '1 minute' } };

export const sessionRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock } = context;
    const authenticate = await openAuthentication(context);

    const sessionOf = async (request: FastifyRequest): Promise<Session> => {
      const [account, session] = [await request.identify(), await request.ownSession()];
      return {
        account: account && shownAccount(account),
        left: session && secondsLeft(session, clock()),
        consentDue: account !== null && (await consentDueOf(context, account)),
        factorDue: account !== null && isFactorDue(context.config, account, session?.way),
      };
    };

    app.get(
      '/api/session',
      { config: { who: 'anyone', unattended: true }, schema: { response: { 200: Session } } },
      sessionOf,
    );

    app.post(
      '/api/session',
      { config: { who: 'anyone', ...slowly }, schema: { body: Credentials, response: { 200: Session } } },
      async (request, reply) => {
        const account = await authenticate(request.body, request.ip);
        await requireCode(context, account.id, request.body.code);
        await signIn(context, request, reply, account);
        return {
          account: shownAccount(account),
          left: limitsOf(account.role),
          consentDue: await consentDueOf(context, account),
          factorDue: isFactorDue(context.config, account),
        };
      },
    );

    // "I am still here": as every request that somebody makes, but does nothing else
    app.put(
      '/api/session',
      { config: { who: 'signed_in' }, schema: { response: { 200: Session } } },
      sessionOf,
    );

    app.delete(
      '/api/session',
      { config: { who: 'anyone' }, schema: { response: { 204: Empty } } },
      async (request, reply) => {
        await signOut(context, request, reply);
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/api/me/sessions',
      { config: { who: 'signed_in' }, schema: { response: { 200: OwnSessions } } },
      async (request) => {
        const { id } = await requireAccount(request);
        const own = await request.ownSession();
        const found = await sessionsOf(db, id, clock());
        return { items: found.map((one) => shownSession(one, own?.id)) };
      },
    );

    app.delete(
      '/api/me/sessions',
      { config: { who: 'signed_in' }, schema: { response: { 204: Empty } } },
      async (request, reply) => {
        await deleteSessionsOf(db, (await requireAccount(request)).id);
        await signOut(context, request, reply);
        return reply.code(204).send(null);
      },
    );

    app.delete(
      '/api/me/sessions/:id',
      { config: { who: 'signed_in' }, schema: { params: IdParams, response: { 204: Empty } } },
      async (request, reply) => {
        const { id } = await requireAccount(request);
        // another's is not there
        if (!(await deleteSessionOf(db, id, request.params.id))) throw new Refusal('not_found');
        return reply.code(204).send(null);
      },
    );
  };

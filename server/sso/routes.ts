/** HTTP of single sign-on: a browser is sent to the institution's provider, and comes back (OpenID Connect, code flow). */
import type {} from '@fastify/cookie';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { endProviderSessions } from '../accounts/session-queries.ts';
import { cookieName, cookieOptions, signIn } from '../accounts/sessions.ts';
import { newToken } from '../accounts/tokens.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../contract/errors.ts';
import { LogoutTold, Sso, SsoBegun, type SsoOutcome, SsoStart } from '../contract/sso.ts';
import { Empty } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { enter } from './enter.ts';
import { insertFlow, takeFlow } from './flow-queries.ts';
import { safeNext } from './next.ts';
import { openProvider, SsoFailed } from './provider.ts';
import type { Claims } from './roles.ts';

const CALLBACK = '/api/sso/callback';
/** Where the provider tells of sessions that ended there: back-channel logout. */
const LOGOUT = '/api/sso/logout';
const FLOW_COOKIE = 'madang_sso';
/** Seconds for somebody to sign in at the provider. */
const FLOW_SECONDS = 600;
/** From one address, which a hall of people may share. */
const slowly = { rateLimit: { max: 120, timeWindow: '1 minute' } };
/** All of it is told by one machine, at the end of a working day of everybody at once. */
const often = { rateLimit: { max: 1_200, timeWindow: '1 minute' } };
const errors = { '4xx': ApiError, '5xx': ApiError };

export const ssoRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock, config, log } = context;
    const { sso, publicUrl } = config;
    const provider = sso && openProvider(sso, `${publicUrl}${CALLBACK}`);
    const cookie = cookieName(publicUrl, FLOW_COOKIE);

    app.get('/api/sso', { config: { who: 'anyone' }, schema: { response: { 200: Sso } } }, async () => ({
      name: sso?.name ?? null,
    }));

    // by POST: the page of another site sends nobody to sign in
    app.post(
      '/api/sso',
      {
        config: { who: 'anyone', ...slowly },
        schema: { body: SsoStart, response: { 200: SsoBegun, ...errors } },
      },
      async (request, reply) => {
        if (!provider) throw new Refusal('not_found');
        const { flow, address } = await provider.begin().catch((error: unknown) => {
          log.warn({ err: error }, 'sso: the provider cannot be asked');
          throw new Refusal('sso_unavailable');
        });
        const token = newToken();
        const expiresAt = new Date(clock().getTime() + FLOW_SECONDS * 1000);
        const next = safeNext(request.body.next ?? '/', publicUrl);
        await insertFlow(db, token, { ...flow, next, expiresAt });
        reply.setCookie(cookie, token, { ...cookieOptions(publicUrl), maxAge: FLOW_SECONDS });
        reply.header('cache-control', 'private, no-store');
        return { address };
      },
    );

    app.get(CALLBACK, { config: { who: 'anyone', ...slowly } }, async (request, reply) => {
      reply.header('cache-control', 'private, no-store');
      reply.clearCookie(cookie, cookieOptions(publicUrl));
      const token = request.cookies[cookie];
      // who did not begin it here is signed in to nothing: the code may be a stranger's
      const begun = provider && token ? await takeFlow(db, token, clock()) : null;
      const back = (sso: SsoOutcome, next?: string) => {
        const query = new URLSearchParams({ sso, ...(next && next !== '/' && { next }) });
        return reply.redirect(`/sign-in?${query}`, 303);
      };
      if (!sso || !provider || !begun) return back('failed');
      const { next, ...flow } = begun;
      try {
        const claims = await provider.finish(request.url.split('?')[1] ?? '', flow);
        const account = await enter(context, sso, claims);
        if (typeof account === 'string') return back(account, next);
        await signIn(context, request, reply, account, { way: 'sso', providerSession: sidOf(claims) });
        return reply.redirect(next, 303);
      } catch (error) {
        if (!(error instanceof SsoFailed)) throw error;
        log.warn({ err: error }, 'sso: nobody was signed in');
        return back(error.why, next);
      }
    });

    await app.register(async (told) => {
      const form = { parseAs: 'string' } as const;
      told.addContentTypeParser('application/x-www-form-urlencoded', form, (_request, body, done) =>
        done(null, Object.fromEntries(new URLSearchParams(String(body)))),
      );
      told.post(
        LOGOUT,
        {
          config: { who: 'anyone', ...often },
          schema: { body: LogoutTold, response: { 204: Empty, ...errors } },
        },
        async (request, reply) => {
          reply.header('cache-control', 'no-store');
          if (!sso || !provider) throw new Refusal('not_found');
          const { logout_token: token } = request.body as LogoutTold;
          const ended = await provider.ended(token).catch((error: unknown) => {
            if (!(error instanceof SsoFailed)) throw error;
            log.warn({ err: error }, 'sso: nobody was signed out');
            throw new Refusal(error.why === 'unavailable' ? 'sso_unavailable' : 'bad_request');
          });
          const sessions = await endProviderSessions(db, sso.issuer, ended);
          log.info({ sessions }, 'sso: ended by the provider');
          return reply.code(204).send(null);
        },
      );
    });
  };

/** What the provider calls its own session, where it says so. */
const sidOf = ({ sid }: Claims): string | null => (typeof sid === 'string' ? sid : null);

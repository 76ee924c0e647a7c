/** HTTP of one's own data: all of it as a file, and withdrawal. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { confirmPassword } from '../accounts/confirm.ts';
import { signOut } from '../accounts/sessions.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../contract/errors.ts';
import { OwnData, Withdrawal } from '../contract/privacy.ts';
import { Empty } from '../contract/vocabulary.ts';
import { ownDataOf } from './own-data.ts';
import { withdraw } from './withdraw.ts';

/** By account: a whole class may sit behind one address. */
const fewEach = {
  rateLimit: {
    max: 10,
    timeWindow: '1 minute',
    keyGenerator: async (request: FastifyRequest) => (await requireAccount(request)).id,
  },
};
const errors = { '4xx': ApiError, '5xx': ApiError };

export const privacyRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock } = context;

    app.get(
      '/api/me/export',
      { config: { who: 'signed_in', ...fewEach }, schema: { response: { 200: OwnData, ...errors } } },
      async (request, reply) => {
        const account = await requireAccount(request);
        const now = clock();
        const day = now.toISOString().slice(0, 10);
        reply.header('content-disposition', `attachment; filename="madang-my-data-${day}.json"`);
        reply.header('cache-control', 'private, no-store');
        return db.transaction((tx) => ownDataOf(tx, account, now), {
          isolationLevel: 'repeatable read',
          accessMode: 'read only',
        });
      },
    );

    app.post(
      '/api/me/withdrawal',
      {
        config: { who: 'signed_in', ...fewEach },
        schema: { body: Withdrawal, response: { 204: Empty, ...errors } },
      },
      async (request, reply) => {
        const account = await requireAccount(request);
        const { password } = request.body;
        const confirmed = await confirmPassword(context, request, account, { password, field: 'password' });
        await withdraw(context, account, confirmed);
        await signOut(context, request, reply);
        return reply.code(204).send(null);
      },
    );
  };

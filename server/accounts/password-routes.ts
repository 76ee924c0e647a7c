/** HTTP of one's own password. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../context.ts';
import { PasswordChange } from '../contract/accounts.ts';
import { Empty } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { confirmPassword } from './confirm.ts';
import { deleteLinksOf } from './link-queries.ts';
import { requireGoodPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { changePassword } from './queries.ts';
import { noteChange } from './security-notices.ts';
import { openedAs, signIn } from './sessions.ts';
import { requireAccount } from './who.ts';

export const passwordRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = context;

    app.put(
      '/api/me/password',
      {
        config: { who: 'signed_in', rateLimit: { max: 30, timeWindow: '1 minute' } },
        schema: { body: PasswordChange, response: { 204: Empty } },
      },
      async (request, reply) => {
        const account = await requireAccount(request);
        const { current, password } = request.body;
        requireGoodPassword(password, account);
        const before = await confirmPassword(context, request, account, {
          password: current,
          field: 'current',
        });
        const passwordHash = await hashPassword(password);
        const changed = await db.transaction(async (tx) => {
          await deleteLinksOf(tx, account.email);
          const changed = await changePassword(tx, account.id, { before, passwordHash });
          if (changed) await noteChange(tx, context, account.id, 'password_changed');
          return changed;
        });
        if (!changed) throw new Refusal('conflict');
        await signIn(context, request, reply, account, await openedAs(request));
        return reply.code(204).send(null);
      },
    );
  };

/** HTTP of second factors: one's own, and administrators help who lost theirs. */
import { randomBytes } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../contract/errors.ts';
import {
  FactorCode,
  FactorPassword,
  NewFactor,
  RecoveryCodes,
  SecondFactor,
} from '../contract/second-factor.ts';
import { Empty, IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { institutionOf } from '../institution/queries.ts';
import { confirmPassword } from './confirm.ts';
import { isFactorDue, keyForFactor, useFactor } from './second-factor.ts';
import { beginFactor, countCodes, deleteFactor } from './second-factor-queries.ts';
import { noteChange } from './security-notices.ts';
import { deleteSessionsOf } from './session-queries.ts';
import { openedAs, signIn } from './sessions.ts';
import { base32, otpauthUri } from './totp.ts';
import { requireAccount } from './who.ts';

const slowly = { rateLimit: { max: 30, timeWindow: '1 minute' } };
const errors = { '4xx': ApiError, '5xx': ApiError };

export const secondFactorRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock, config } = context;

    app.get(
      '/api/me/second-factor',
      { config: { who: 'signed_in' }, schema: { response: { 200: SecondFactor } } },
      async (request) => {
        const { id, role, secondFactor } = await requireAccount(request);
        const way = (await request.ownSession())?.way;
        const required = isFactorDue(config, { role, secondFactor: false }, way);
        return { on: secondFactor, required, recoveryCodes: await countCodes(db, id) };
      },
    );

    app.post(
      '/api/me/second-factor',
      {
        config: { who: 'signed_in', ...slowly },
        schema: { body: FactorPassword, response: { 200: NewFactor, ...errors } },
      },
      async (request, reply) => {
        const account = await requireAccount(request);
        const { password } = request.body;
        await confirmPassword(context, request, account, { password, field: 'password' });
        const secret = randomBytes(20);
        const key = await keyForFactor(context);
        if (!(await beginFactor(db, account.id, key.seal(account.id, secret)))) throw new Refusal('conflict');
        const uri = otpauthUri(secret, (await institutionOf(context)).name, account.email);
        const { toString: svgOf } = await import('qrcode');
        const svg = await svgOf(uri, { type: 'svg', margin: 2 });
        reply.header('cache-control', 'private, no-store');
        return { secret: base32(secret), uri, qr: `data:image/svg+xml,${encodeURIComponent(svg)}` };
      },
    );

    app.put(
      '/api/me/second-factor',
      {
        config: { who: 'signed_in', ...slowly },
        schema: { body: FactorCode, response: { 200: RecoveryCodes, ...errors } },
      },
      async (request, reply) => {
        const account = await requireAccount(request);
        const codes = await useFactor(context, account.id, request.body.code);
        // whoever was signed in without it is out
        await deleteSessionsOf(db, account.id);
        await signIn(context, request, reply, account, await openedAs(request));
        reply.header('cache-control', 'private, no-store');
        return { codes };
      },
    );

    app.post(
      '/api/me/second-factor/removal',
      {
        config: { who: 'signed_in', ...slowly },
        schema: { body: FactorPassword, response: { 204: Empty, ...errors } },
      },
      async (request, reply) => {
        const account = await requireAccount(request);
        const { password } = request.body;
        await confirmPassword(context, request, account, { password, field: 'password' });
        await db.transaction(async (tx) => {
          if (await deleteFactor(tx, account.id)) await noteChange(tx, context, account.id, 'factor_off');
        });
        return reply.code(204).send(null);
      },
    );

    app.delete(
      '/api/accounts/:id/second-factor',
      { config: { who: 'administrator' }, schema: { params: IdParams, response: { 204: Empty, ...errors } } },
      async (request, reply) => {
        const actor = await requireAccount(request);
        const { id } = request.params;
        // one's own asks for the password
        if (id === actor.id) throw new Refusal('conflict');
        await db.transaction(async (tx) => {
          if (!(await deleteFactor(tx, id))) throw new Refusal('not_found');
          await deleteSessionsOf(tx, id);
          await noteChange(tx, context, id, 'factor_reset');
          await recordAudit(tx, {
            ...{ at: clock(), actor, action: 'factor.reset', people: [id] },
            subject: { kind: 'account', id },
          });
        });
        return reply.code(204).send(null);
      },
    );
  };

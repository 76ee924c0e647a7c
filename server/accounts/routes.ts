/** HTTP of accounts: sign up, in and out; administrators give roles. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import {
  Account,
  AccountChange,
  AccountPage,
  Credentials,
  NewAccount,
  OwnAccountChange,
  Session,
} from '../contract/accounts.ts';
import { Empty, IdParams, PageQuery } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { openAuthentication } from './authenticate.ts';
import { requireGoodPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import {
  type AccountRow,
  changeAccount,
  changeRole,
  insertAccount,
  listAccounts,
  lockAdministrators,
} from './queries.ts';
import { signIn, signOut } from './sessions.ts';
import { requireAccount } from './who.ts';

const shown = (account: AccountRow) => ({ ...account, createdAt: account.createdAt.toISOString() });
/** From one address, which a hall of people may share; who guesses passwords is slowed down besides. */
const slowly = { rateLimit: { max: 120, timeWindow: '1 minute' } };

export const accountRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock } = context;
    const authenticate = await openAuthentication(context);

    app.post(
      '/api/accounts',
      { config: { who: 'anyone', ...slowly }, schema: { body: NewAccount, response: { 201: Account } } },
      async (request, reply) => {
        const { password, ...described } = request.body;
        requireGoodPassword(password, described);
        const passwordHash = await hashPassword(password);
        const account = await insertAccount(db, { ...described, role: 'resident', passwordHash });
        if (!account) throw new Refusal('email_taken', [{ field: 'email', message: described.email }]);
        await signIn(context, reply, account.id);
        return reply.code(201).send(shown(account));
      },
    );

    app.get(
      '/api/session',
      { config: { who: 'anyone' }, schema: { response: { 200: Session } } },
      async (request) => {
        const account = await request.identify();
        return { account: account && shown(account) };
      },
    );

    app.post(
      '/api/session',
      { config: { who: 'anyone', ...slowly }, schema: { body: Credentials, response: { 200: Session } } },
      async (request, reply) => {
        const account = await authenticate(request.body, request.ip);
        await signIn(context, reply, account.id);
        return { account: shown(account) };
      },
    );

    app.delete(
      '/api/session',
      { config: { who: 'anyone' }, schema: { response: { 204: Empty } } },
      async (request, reply) => {
        await signOut(context, request, reply);
        return reply.code(204).send(null);
      },
    );

    app.patch(
      '/api/me',
      { config: { who: 'signed_in' }, schema: { body: OwnAccountChange, response: { 200: Account } } },
      async (request) => {
        const { id } = await requireAccount(request);
        const account = await changeAccount(db, id, request.body);
        if (!account) throw new Refusal('sign_in_required');
        return shown(account);
      },
    );

    app.get(
      '/api/accounts',
      {
        config: { who: 'administrator' },
        schema: {
          querystring: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })), ...PageQuery }),
          response: { 200: AccountPage },
        },
      },
      async (request) => {
        const { q = '', page = 1, pageSize = 20 } = request.query;
        const found = await listAccounts(db, q, page, pageSize);
        const people = found.items.map(({ id }) => id);
        const read = { action: 'people.read', subject: { kind: 'site' }, people } as const;
        const at = clock();
        const actor = await requireAccount(request);
        if (people.length > 0) await db.transaction((tx) => recordAudit(tx, { ...read, at, actor }));
        return { ...found, items: found.items.map(shown) };
      },
    );

    app.patch(
      '/api/accounts/:id',
      {
        config: { who: 'administrator' },
        schema: { params: IdParams, body: AccountChange, response: { 200: Account } },
      },
      async (request) => {
        const { params, body } = request;
        const actor = await requireAccount(request);
        const changed = await db.transaction(async (tx) => {
          const administrators = await lockAdministrators(tx);
          const isLast = administrators.length === 1 && administrators[0] === params.id;
          if (isLast && body.role !== 'administrator') throw new Refusal('conflict');
          const changed = await changeRole(tx, params.id, body.role);
          if (!changed) return null;
          await recordAudit(tx, {
            ...{ at: clock(), actor, action: 'role.changed', people: [params.id] },
            subject: { kind: 'account', id: params.id },
            details: { from: changed.before, to: body.role },
          });
          return changed.account;
        });
        if (!changed) throw new Refusal('not_found');
        return shown(changed);
      },
    );
  };

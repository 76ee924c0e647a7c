/** HTTP of accounts: what one changes of one's own; administrators give roles. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { Account, AccountChange, AccountPage, OwnAccountChange } from '../contract/accounts.ts';
import { IdParams, PageQuery } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { shownAccount } from './account.ts';
import { recordConsent } from './consents.ts';
import { correctionOf, requireOwnKeeping } from './correction.ts';
import { changeAccount, changeRole, listAccounts, lockAdministrators } from './queries.ts';
import { tellViewer } from './traits.ts';
import { requireAccount } from './who.ts';

export const accountRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock, config } = context;

    app.patch(
      '/api/me',
      { config: { who: 'signed_in' }, schema: { body: OwnAccountChange, response: { 200: Account } } },
      async (request) => {
        const before = await requireAccount(request);
        const { id } = before;
        if (request.body.name !== undefined) requireOwnKeeping(before);
        const account = await db.transaction(async (tx) => {
          const changed = await changeAccount(tx, id, request.body);
          await tellViewer(tx, id, clock());
          const { audience, region } = request.body;
          if (audience !== undefined || region !== undefined) {
            // to say it where it is asked for is to consent, and to take all of it back is too
            const given = Boolean(changed?.audience || changed?.region);
            const version = config.privacy.since;
            await recordConsent(tx, id, { kind: 'traits', version, given, at: clock() });
          }
          if (changed && changed.name !== before.name) {
            await recordAudit(tx, correctionOf(changed, ['name'], clock()));
          }
          return changed;
        });
        if (!account) throw new Refusal('sign_in_required');
        return shownAccount(account);
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
        return { ...found, items: found.items.map(shownAccount) };
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
        return shownAccount(changed);
      },
    );
  };

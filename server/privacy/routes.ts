/** HTTP of one's own data: the policy and consents to it, all of it as a file, and withdrawal. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { confirmPerson } from '../accounts/confirm.ts';
import { requireCurrent } from '../accounts/consent-rules.ts';
import { consentsOf, recordConsent } from '../accounts/consents.ts';
import { changeAccount } from '../accounts/queries.ts';
import { signOut } from '../accounts/sessions.ts';
import { tellViewer } from '../accounts/traits.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { ConsentChange, ConsentList, PrivacyPolicy } from '../contract/consents.ts';
import { ApiError } from '../contract/errors.ts';
import { OwnData, Withdrawal } from '../contract/privacy.ts';
import { Empty } from '../contract/vocabulary.ts';
import { SLOW_LINE } from '../http/limits.ts';
import { institutionOf } from '../institution/queries.ts';
import { ownDataOf } from './own-data.ts';
import { periodsOf } from './retention.ts';
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
    const { db, clock, config } = context;

    app.get(
      '/api/me/export',
      {
        ...SLOW_LINE,
        config: { who: 'signed_in', ...fewEach },
        schema: { response: { 200: OwnData, ...errors } },
      },
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

    app.get(
      '/api/privacy-policy',
      { config: { who: 'anyone' }, schema: { response: { 200: PrivacyPolicy } } },
      async () => {
        const { name, nameEn, officer, officerContact } = await institutionOf(context);
        return {
          ...config.privacy,
          ...{ institution: name, institutionEn: nameEn },
          ...{ officer: officer || null, contact: officerContact || null },
          sso: config.sso?.name ?? null,
          periods: periodsOf(config),
        };
      },
    );

    app.get(
      '/api/me/consents',
      { config: { who: 'signed_in' }, schema: { response: { 200: ConsentList } } },
      async (request) => ({ items: await consentsOf(db, (await requireAccount(request)).id) }),
    );

    app.put(
      '/api/me/consents',
      {
        config: { who: 'signed_in' },
        schema: { body: ConsentChange, response: { 204: Empty, ...errors } },
      },
      async (request, reply) => {
        const { id } = await requireAccount(request);
        const { privacy: version, traits } = request.body;
        requireCurrent(config.privacy, version);
        const at = clock();
        await db.transaction(async (tx) => {
          await recordConsent(tx, id, { kind: 'privacy', version, given: true, at });
          await recordConsent(tx, id, { kind: 'traits', version, given: traits, at });
          if (traits) return;
          await changeAccount(tx, id, { audience: null, region: null });
          await tellViewer(tx, id, at);
        });
        return reply.code(204).send(null);
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
        const confirmed = await confirmPerson(context, request, account, request.body.password);
        await withdraw(context, account, confirmed);
        await signOut(context, request, reply);
        return reply.code(204).send(null);
      },
    );
  };

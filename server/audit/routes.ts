/** HTTP of the audit log: administrators search it, which is in it too. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../context.ts';
import { AuditPage, AuditQuery } from '../contract/audit.ts';
import { ApiError } from '../contract/errors.ts';
import { Refusal } from '../errors.ts';
import { latestEntry, listEntries, type Search } from './queries.ts';
import { recordAudit } from './record.ts';

export const auditRoutes =
  ({ db, clock }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/api/audit',
      {
        config: { who: 'administrator' },
        schema: {
          querystring: AuditQuery,
          response: { 200: AuditPage, '4xx': ApiError, '5xx': ApiError },
        },
      },
      async (request) => {
        const { page = 1, pageSize = 20, upTo, ...search } = request.query;
        const actor = await request.identify();
        if (!actor) throw new Refusal('sign_in_required');
        const found = await listEntries(db, search, upTo ?? (await latestEntry(db)), page, pageSize);
        const read = {
          action: 'audit.read',
          subject: { kind: 'site' },
          details: detailsOf(search, page),
        } as const;
        await db.transaction((tx) => recordAudit(tx, { at: clock(), actor, ...read }));
        return found;
      },
    );
  };

/** What was looked for, without the words by which people were. */
function detailsOf({ actor, subject, ...others }: Search, page: number) {
  return { ...others, ...((actor || subject) && { searched: true }), page };
}

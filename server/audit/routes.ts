/** HTTP of the audit log: administrators search it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../context.ts';
import { AuditPage, AuditQuery } from '../contract/audit.ts';
import { ApiError } from '../contract/errors.ts';
import { listEntries } from './queries.ts';

export const auditRoutes =
  ({ db }: Context): FastifyPluginAsyncTypebox =>
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
      ({ query }) => {
        const { page = 1, pageSize = 20, ...search } = query;
        return listEntries(db, search, page, pageSize);
      },
    );
  };

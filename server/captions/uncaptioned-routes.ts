/** HTTP of lectures without captions: staff see their own, administrators all. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { UncaptionedPage, UncaptionedQuery } from '../contract/uncaptioned.ts';
import { SLOW_LINE } from '../http/limits.ts';
import { countUncaptioned, listUncaptioned } from './uncaptioned-queries.ts';
import { uncaptionedFile } from './uncaptioned-table.ts';

/** Lectures a file has; an institution has a few thousand. */
const FILE_MAX = 50_000;

export const uncaptionedRoutes =
  ({ config, db }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    async function managerOf(request: Pick<FastifyRequest, 'identify'>): Promise<string | null> {
      const { id, role } = await requireAccount(request);
      return role === 'administrator' ? null : id;
    }

    app.get(
      '/api/uncaptioned-lectures',
      {
        config: { who: 'staff' },
        schema: { querystring: UncaptionedQuery, response: { 200: UncaptionedPage } },
      },
      async (request) => {
        const { state, page = 1, pageSize = 20 } = request.query;
        const manager = await managerOf(request);
        const counts = await countUncaptioned(db, manager, state);
        const stretch = { limit: pageSize, offset: (page - 1) * pageSize };
        return { items: await listUncaptioned(db, manager, state, stretch), ...counts, page, pageSize };
      },
    );

    app.get(
      '/api/uncaptioned-lectures/export',
      {
        ...SLOW_LINE,
        config: { who: 'staff' },
        schema: { response: { 200: { content: { 'text/csv': { schema: Type.String() } } } } },
      },
      async (request, reply) => {
        const all = { limit: FILE_MAX, offset: 0 };
        const lectures = await listUncaptioned(db, await managerOf(request), undefined, all);
        reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="madang-uncaptioned.csv"');
        return uncaptionedFile(lectures, config.publicUrl);
      },
    );
  };

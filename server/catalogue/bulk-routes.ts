/** HTTP of what staff do with several lectures at once, and of the bin. Each lecture is a transaction of its own. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { requireManager } from '../accounts/may-manage.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { BulkChange, BulkIds, BulkOutcome } from '../contract/bulk.ts';
import { bodyOf, Refusal } from '../errors.ts';
import { binLecture, restoreLecture, updateLecture } from './lecture-changes.ts';

export const bulkRoutes =
  ({ db, clock }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.patch(
      '/api/lectures',
      {
        config: { who: 'staff', act: 'lecture.changed' },
        schema: { body: BulkChange, response: { 200: BulkOutcome } },
      },
      async (request) => {
        const { ids, change } = request.body;
        return forEach(request, ids, (id) => updateLecture(db, id, change, clock()));
      },
    );

    app.post(
      '/api/lectures/bin',
      {
        config: { who: 'staff', act: 'lecture.removed' },
        schema: { body: BulkIds, response: { 200: BulkOutcome } },
      },
      async (request) => {
        const { id: accountId } = await requireAccount(request);
        return forEach(request, request.body.ids, (id) => binLecture(db, id, accountId, clock()));
      },
    );

    app.post(
      '/api/lectures/restore',
      {
        config: { who: 'staff', act: 'lecture.restored' },
        schema: { body: BulkIds, response: { 200: BulkOutcome } },
      },
      async (request) =>
        forEach(request, request.body.ids, (id) => restoreLecture(db, id, clock()), { inBin: true }),
    );

    /** @param act false when the lecture is not there (any more) */
    async function forEach(
      request: FastifyRequest,
      ids: readonly string[],
      act: (id: string) => Promise<boolean>,
      where: { inBin?: boolean } = {},
    ): Promise<BulkOutcome> {
      const account = await requireAccount(request);
      const items: BulkOutcome['items'] = [];
      for (const id of ids) {
        try {
          await requireManager(db, account, id, where);
          if (!(await act(id))) throw new Refusal('not_found');
          items.push({ id, error: null });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          items.push({ id, error: bodyOf(error.code, error.details) });
        }
      }
      return { items };
    }
  };

/** HTTP of what somebody else has watched: administrators answer “why is this not complete?”. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { watcherOf } from '../accounts/may-watch.ts';
import { accountById } from '../accounts/queries.ts';
import { requireAccount } from '../accounts/who.ts';
import { recordAudit } from '../audit/record.ts';
import { certificatesOf } from '../certificates/queries.ts';
import type { Context } from '../context.ts';
import { Learner } from '../contract/learner.ts';
import { IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { lectureSummary } from './lecture.ts';
import { lecturesOfAccount } from './lecture-queries.ts';

export const accountLectureRoutes =
  ({ db, clock }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/api/accounts/:id/lectures',
      { config: { who: 'administrator' }, schema: { params: IdParams, response: { 200: Learner } } },
      async (request) => {
        const { id } = request.params;
        const actor = await requireAccount(request);
        const account = await accountById(db, id);
        if (!account) throw new Refusal('not_found');
        const { lectures, certificates } = await db.transaction(async (tx) => {
          const learning = {
            lectures: await lecturesOfAccount(tx, id, { watcher: watcherOf(account), now: clock() }),
            certificates: await certificatesOf(tx, id),
          };
          await recordAudit(tx, {
            ...{ at: clock(), actor, action: 'progress.read', people: [id] },
            subject: { kind: 'account', id },
          });
          return learning;
        });
        const { name, email } = account;
        return {
          id,
          name,
          email,
          certificates,
          lectures: lectures.map((row) => lectureSummary(row, { staff: false, now: clock() })),
        };
      },
    );
  };

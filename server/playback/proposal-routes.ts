/** HTTP of proposals for chapters. Accepting one is a change of the chapters themselves. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { requireManager } from '../accounts/may-manage.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { ChapterProposals, DroppedProposals } from '../contract/chapter-proposals.ts';
import { IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { failureMessage } from '../recordings/failures.ts';
import { type CurrentMarks, currentMarks, dropProposals, requestMarks } from '../recordings/mark-queries.ts';
import { proposalsOf } from './chapter-proposals.ts';

export const proposalRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, queue } = context;
    const answer = { params: IdParams, response: { 200: ChapterProposals } };
    const path = '/api/lectures/:id/chapter-proposals';

    app.get(path, { config: { who: 'staff' }, schema: answer }, async (request) => {
      return told(await marksOf(request));
    });

    // looks again after a failure, or for the first time in a recording from before there were proposals
    app.post(path, { config: { who: 'staff', act: 'chapters.changed' }, schema: answer }, async (request) => {
      const marks = await marksOf(request);
      if (!marks?.ready || marks.slides || (marks.requested && marks.code === null)) {
        throw new Refusal('conflict');
      }
      await db.transaction((tx) => requestMarks(tx, queue, marks.recordingId));
      return told(await marksOf(request));
    });

    app.put(
      `${path}/dropped`,
      { config: { who: 'staff', act: 'chapters.changed' }, schema: { ...answer, body: DroppedProposals } },
      async (request) => {
        const { recordingId, starts } = request.body;
        const marks = await marksOf(request);
        if (marks?.recordingId !== recordingId) throw new Refusal('conflict');
        await dropProposals(db, recordingId, starts);
        return told(await marksOf(request));
      },
    );

    /** Of the recording that plays, of a lecture that the asker manages. */
    async function marksOf(
      request: FastifyRequest<{ Params: { id: string } }>,
    ): Promise<CurrentMarks | null> {
      await requireManager(db, await requireAccount(request), request.params.id);
      return currentMarks(db, request.params.id);
    }
  };

function told(marks: CurrentMarks | null): ChapterProposals {
  if (!marks) return { recordingId: null, state: 'waiting', items: [], dropped: [], error: null };
  const { recordingId, code, dropped, duration } = marks;
  return {
    recordingId,
    state: stateOf(marks),
    items: proposalsOf(marks, duration).filter(({ start }) => !dropped.includes(start)),
    dropped,
    error: code === null ? null : { code, message: failureMessage(code) },
  };
}

function stateOf({ slides, code, ready, requested }: CurrentMarks): ChapterProposals['state'] {
  if (slides) return 'found';
  if (code !== null) return 'failed';
  if (!ready) return 'waiting';
  return requested ? 'looking' : 'unasked';
}

/** HTTP of drafts of captions. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { AccountRow } from '../accounts/account.ts';
import { requireManager } from '../accounts/may-manage.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { ApproveDraft, CaptionDraft, CaptionParams, SaveDraft, SavedDraft } from '../contract/captions.ts';
import type { CaptionLanguage } from '../contract/vocabulary.ts';
import { Empty } from '../contract/vocabulary.ts';
import { SLOW_LINE } from '../http/limits.ts';
import { approveDraft, draftToEdit, saveDraft } from './draft.ts';
import { deleteDraft, type Which } from './draft-queries.ts';

/** Bytes of a draft: 12 hours of dense speech are 3 MB of JSON. */
const DRAFT_MAX_BYTES = 8 * 1024 ** 2;
const DRAFT = '/api/lectures/:id/captions/:language/draft';

export const captionDraftRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = context;

    /** @throws {Refusal} as requireManager */
    async function managed(request: {
      identify: () => Promise<AccountRow | null>;
      params: { id: string; language: CaptionLanguage };
    }): Promise<{ which: Which; account: AccountRow }> {
      const { id, language } = request.params;
      const account = await requireAccount(request);
      await requireManager(db, account, id);
      return { which: { lectureId: id, language }, account };
    }

    app.get(
      DRAFT,
      { config: { who: 'staff' }, schema: { params: CaptionParams, response: { 200: CaptionDraft } } },
      async (request) => draftToEdit(db, (await managed(request)).which),
    );

    app.put(
      DRAFT,
      {
        // shown to nobody until it is approved, and saved as it is typed
        config: { who: 'staff', act: null },
        bodyLimit: DRAFT_MAX_BYTES,
        ...SLOW_LINE,
        schema: { params: CaptionParams, body: SaveDraft, response: { 200: SavedDraft } },
      },
      async (request) => {
        const { which, account } = await managed(request);
        return saveDraft(context, which, request.body, account.id);
      },
    );

    app.delete(
      DRAFT,
      {
        config: { who: 'staff', act: 'captions.changed' },
        schema: { params: CaptionParams, response: { 204: Empty } },
      },
      async (request, reply) => {
        await deleteDraft(db, (await managed(request)).which);
        return reply.code(204).send(null);
      },
    );

    app.post(
      `${DRAFT}/approval`,
      {
        config: { who: 'staff', act: 'captions.changed' },
        schema: { params: CaptionParams, body: ApproveDraft, response: { 204: Empty } },
      },
      async (request, reply) => {
        await approveDraft(context, (await managed(request)).which, request.body);
        return reply.code(204).send(null);
      },
    );
  };

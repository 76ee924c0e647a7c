/** HTTP of what the institution says of itself: anybody reads it, administrators change it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { changedMembers } from '../audit/changed.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../contract/errors.ts';
import { Institution, InstitutionChange } from '../contract/institution.ts';
import { holdLock } from '../database/locks.ts';
import { requireUnedited } from '../edited.ts';
import { Refusal } from '../errors.ts';
import { institutionOf, keepInstitution } from './queries.ts';

const errors = { '4xx': ApiError, '5xx': ApiError };

export const institutionRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock, config } = context;

    app.get(
      '/api/institution',
      { config: { who: 'anyone' }, schema: { response: { 200: Institution, ...errors } } },
      async () => institutionOf(context),
    );

    app.put(
      '/api/institution',
      {
        config: { who: 'administrator' },
        schema: { body: InstitutionChange, response: { 200: Institution, ...errors } },
      },
      async (request) => {
        const actor = await request.identify();
        if (!actor) throw new Refusal('sign_in_required');
        const { was = {}, ...said } = request.body;
        const wanted = tidied(said);
        await db.transaction(async (tx) => {
          await holdLock(tx, 'institution');
          const before = await institutionOf({ db: tx, config });
          requireUnedited(before, wanted, was);
          const members = changedMembers(before, wanted);
          if (members.length === 0) return;
          const at = clock();
          await keepInstitution(tx, wanted, at);
          // not what they say: an officer's name is a person's
          const act = {
            action: 'institution.changed',
            subject: { kind: 'site' },
            details: { members },
          } as const;
          await recordAudit(tx, { at, actor, ...act });
        });
        return wanted;
      },
    );
  };

/** As it is kept: composed Hangul, nothing around it. */
function tidied(institution: Institution): Institution {
  const entries = Object.entries(institution).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.normalize('NFC').trim() : value,
  ]);
  return Object.fromEntries(entries) as Institution;
}

/** HTTP of rules of completion: what holds, what another one would change, and changing it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { CourseRule, RuleChange, RuleEffect, RuleHistory } from '../contract/completion.ts';
import { IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { effectOf, rulesOf } from './rule-queries.ts';
import { changeRule } from './rules.ts';

export const ruleRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = context;

    app.get(
      '/api/courses/:id/rule',
      { config: { who: 'staff' }, schema: { params: IdParams, response: { 200: RuleHistory } } },
      async (request) => history(request.params.id),
    );

    app.post(
      '/api/courses/:id/rule/preview',
      {
        config: { who: 'staff' },
        schema: { params: IdParams, body: CourseRule, response: { 200: RuleEffect } },
      },
      async (request) => {
        await history(request.params.id);
        return effectOf(db, request.params.id, request.body);
      },
    );

    app.put(
      '/api/courses/:id/rule',
      {
        config: { who: 'staff' },
        schema: { params: IdParams, body: RuleChange, response: { 200: RuleHistory } },
      },
      async (request) => {
        await changeRule(context, request.params.id, request.body, await requireAccount(request));
        return history(request.params.id);
      },
    );

    /** @throws {Refusal} not_found */
    async function history(courseId: string): Promise<RuleHistory> {
      const versions = await rulesOf(db, courseId);
      if (versions.length === 0) throw new Refusal('not_found');
      return { versions };
    }
  };

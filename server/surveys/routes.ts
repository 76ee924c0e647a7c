/** HTTP of surveys: staff make them and read what they come to, people who began the course answer. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { requireAccount } from '../accounts/who.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../contract/errors.ts';
import {
  NewSurveyResponse,
  Survey,
  SurveyChange,
  SurveyExportQuery,
  SurveyResults,
  SurveySettings,
} from '../contract/surveys.ts';
import { Empty, IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { SLOW_LINE } from '../http/limits.ts';
import { seoulDay } from '../progress/days.ts';
import { viewerOf } from '../progress/viewers.ts';
import { CSV, fileOf, XLSX } from '../statistics/export.ts';
import { snapshot } from '../statistics/snapshot.ts';
import { MOST_CELLED } from '../statistics/xlsx.ts';
import { openSurvey, settingsOf, stateOf } from './queries.ts';
import { answerSurvey, changeSurvey, closeSurvey, surveyResults } from './surveys.ts';
import { surveyTable } from './table.ts';

/** Texts of a question that a page shows; a file has all of them. */
const MOST_TEXTS = 200;

export const surveyRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock } = context;

    app.get(
      '/api/courses/:id/survey',
      { config: { who: 'anyone' }, schema: { params: IdParams, response: { 200: Survey } } },
      async (request) => {
        const { id } = request.params;
        const survey = await openSurvey(db, id);
        if (!survey) throw new Refusal('not_found');
        return { ...survey, state: await stateOf(db, id, await viewerOf(context, request)) };
      },
    );

    app.post(
      '/api/courses/:id/survey/responses',
      {
        config: { who: 'signed_in' },
        schema: { params: IdParams, body: NewSurveyResponse, response: { 204: Empty } },
      },
      async (request, reply) => {
        const { id: accountId } = await requireAccount(request);
        const viewerId = await viewerOf(context, request);
        await answerSurvey(context, request.params.id, request.body, { accountId, viewerId });
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/api/courses/:id/survey/settings',
      { config: { who: 'staff' }, schema: { params: IdParams, response: { 200: SurveySettings } } },
      async (request) => settings(request.params.id),
    );

    app.put(
      '/api/courses/:id/survey',
      {
        config: { who: 'staff' },
        schema: { params: IdParams, body: SurveyChange, response: { 200: SurveySettings } },
      },
      async (request) => {
        await changeSurvey(context, request.params.id, request.body, await requireAccount(request));
        return settings(request.params.id);
      },
    );

    app.delete(
      '/api/courses/:id/survey',
      { config: { who: 'staff' }, schema: { params: IdParams, response: { 200: SurveySettings } } },
      async (request) => {
        await closeSurvey(context, request.params.id, await requireAccount(request));
        return settings(request.params.id);
      },
    );

    app.get(
      '/api/courses/:id/survey/results',
      { config: { who: 'staff' }, schema: { params: IdParams, response: { 200: SurveyResults } } },
      async (request) => {
        const { id } = request.params;
        const actor = await requireAccount(request);
        const results = await snapshot(db, (tx) => surveyResults(tx, id, MOST_TEXTS));
        const { responses } = results;
        // what people wrote in their own words may tell who they are
        const read = {
          action: 'survey.read',
          subject: { kind: 'course', id },
          details: { responses },
        } as const;
        if (responses > 0) await db.transaction((tx) => recordAudit(tx, { ...read, at: clock(), actor }));
        return results;
      },
    );

    app.get(
      '/api/courses/:id/survey/results/export',
      {
        ...SLOW_LINE,
        config: { who: 'staff' },
        schema: {
          params: IdParams,
          querystring: SurveyExportQuery,
          response: { 200: File, '4xx': ApiError, '5xx': ApiError },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const { format, reason } = request.query;
        const actor = await requireAccount(request);
        const results = await snapshot(db, (tx) => surveyResults(tx, id, null));
        const table = surveyTable(results);
        if (format === 'xlsx' && table.rows.length > MOST_CELLED) {
          throw new Refusal('too_large', [{ field: 'format', message: `csv (> ${MOST_CELLED})` }]);
        }
        const { type, content } = await fileOf(table, format);
        await db.transaction((tx) =>
          recordAudit(tx, {
            ...{ at: clock(), actor, action: 'survey.exported', subject: { kind: 'course', id }, reason },
            details: { format, responses: results.responses },
          }),
        );
        const name = `madang-survey-${seoulDay(clock())}.${format}`;
        return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(content);
      },
    );

    /** @throws {Refusal} not_found */
    async function settings(courseId: string): Promise<SurveySettings> {
      const found = await settingsOf(db, courseId);
      if (!found) throw new Refusal('not_found');
      return found;
    }
  };

/** One of two media types, by the format asked for. */
const binary = { schema: Type.Unsafe<string | Buffer>(Type.String()) };
const File = { content: { [CSV]: binary, [XLSX]: binary } };

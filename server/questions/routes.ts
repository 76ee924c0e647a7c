/** HTTP of frequent questions: anybody reads them, administrators write them. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { requireAccount } from '../accounts/who.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../contract/errors.ts';
import { NewQuestion, Question, QuestionChange, QuestionList, QuestionOrder } from '../contract/questions.ts';
import { Empty, IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { deleteQuestion, insertQuestion, listQuestions, orderQuestions, updateQuestion } from './queries.ts';

const errors = { '4xx': ApiError, '5xx': ApiError };

export const questionRoutes =
  ({ db, clock }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/api/questions',
      { config: { who: 'anyone' }, schema: { response: { 200: QuestionList, ...errors } } },
      async () => ({ items: await listQuestions(db) }),
    );

    app.post(
      '/api/questions',
      {
        config: { who: 'administrator' },
        schema: { body: NewQuestion, response: { 201: Question, ...errors } },
      },
      async (request, reply) => {
        const [actor, at] = [await requireAccount(request), clock()];
        const written = await db.transaction(async (tx) => {
          const question = await insertQuestion(tx, request.body, at);
          const subject = { kind: 'question', id: question.id } as const;
          await recordAudit(tx, { at, actor, action: 'question.written', subject });
          return question;
        });
        return reply.code(201).send(written);
      },
    );

    app.put(
      '/api/questions/:id',
      {
        config: { who: 'administrator' },
        schema: { params: IdParams, body: QuestionChange, response: { 200: Question, ...errors } },
      },
      async (request) => {
        const [actor, at] = [await requireAccount(request), clock()];
        const { id } = request.params;
        return db.transaction(async (tx) => {
          const changed = await updateQuestion(tx, id, request.body, at);
          if (!changed) throw new Refusal('not_found');
          const { question, members } = changed;
          const act = { action: 'question.changed', subject: { kind: 'question', id } } as const;
          if (members.length > 0) await recordAudit(tx, { at, actor, ...act, details: { members } });
          return question;
        });
      },
    );

    app.delete(
      '/api/questions/:id',
      {
        config: { who: 'administrator' },
        schema: { params: IdParams, response: { 204: Empty, ...errors } },
      },
      async (request, reply) => {
        const actor = await requireAccount(request);
        const { id } = request.params;
        const act = { action: 'question.removed', subject: { kind: 'question', id } } as const;
        await db.transaction(async (tx) => {
          if (!(await deleteQuestion(tx, id))) throw new Refusal('not_found');
          await recordAudit(tx, { at: clock(), actor, ...act });
        });
        return reply.code(204).send(null);
      },
    );

    app.put(
      '/api/questions/order',
      {
        config: { who: 'administrator' },
        schema: { body: QuestionOrder, response: { 200: QuestionList, ...errors } },
      },
      async (request) => {
        const actor = await requireAccount(request);
        const act = { action: 'question.ordered', subject: { kind: 'site' } } as const;
        await db.transaction(async (tx) => {
          const { ids, was } = request.body;
          // one came or went, or somebody else put them in order meanwhile
          if (!(await orderQuestions(tx, ids, was))) throw new Refusal('conflict');
          await recordAudit(tx, { at: clock(), actor, ...act });
        });
        return { items: await listQuestions(db) };
      },
    );
  };

/** HTTP of frequent questions: anybody reads them, administrators write them. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../context.ts';
import { ApiError } from '../contract/errors.ts';
import { Question, QuestionChange, QuestionList, QuestionOrder } from '../contract/questions.ts';
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
        schema: { body: QuestionChange, response: { 201: Question, ...errors } },
      },
      async (request, reply) => reply.code(201).send(await insertQuestion(db, request.body, clock())),
    );

    app.put(
      '/api/questions/:id',
      {
        config: { who: 'administrator' },
        schema: { params: IdParams, body: QuestionChange, response: { 200: Question, ...errors } },
      },
      async (request) => {
        const changed = await updateQuestion(db, request.params.id, request.body, clock());
        if (!changed) throw new Refusal('not_found');
        return changed;
      },
    );

    app.delete(
      '/api/questions/:id',
      {
        config: { who: 'administrator' },
        schema: { params: IdParams, response: { 204: Empty, ...errors } },
      },
      async (request, reply) => {
        if (!(await deleteQuestion(db, request.params.id))) throw new Refusal('not_found');
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
        const done = await db.transaction((tx) => orderQuestions(tx, request.body.ids));
        // one came or went meanwhile
        if (!done) throw new Refusal('conflict');
        return { items: await listQuestions(db) };
      },
    );
  };

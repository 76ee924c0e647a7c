/** HTTP of lectures: the catalogue for everyone, changes for staff. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { requireManager } from '../accounts/may-manage.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import {
  FieldList,
  Lecture,
  LectureChange,
  LectureEditing,
  LecturePage,
  LectureQuery,
  NewLecture,
} from '../contract/lectures.ts';
import { Empty, IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { askingOf } from './asking.ts';
import { noteEditor } from './editing-queries.ts';
import { listFields } from './find-lectures.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { lectureSummary } from './lecture.ts';
import { binLecture, insertLecture, updateLecture } from './lecture-changes.ts';
import { type Asking, lectureById, listLectures, nextLecture } from './lecture-queries.ts';
import { saidOf } from './said-queries.ts';
import { mendedQuery, searchTerms } from './search-text.ts';

export const lectureRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock } = context;
    const keep = createKeptAnswers(db);

    app.get(
      '/api/lectures',
      { config: { who: 'anyone' }, schema: { querystring: LectureQuery, response: { 200: LecturePage } } },
      async (request) => {
        const { q = '', page = 1, pageSize = 20, ...query } = request.query;
        const asking = await askingOf(context, request);
        const ofStaff = query.scope === 'mine' || query.scope === 'bin' || query.state !== undefined;
        if (ofStaff && !asking.watcher.staff) throw new Refusal('forbidden');
        const find = async (text: string) => {
          const terms = searchTerms(text);
          return {
            terms,
            ...(await listLectures(db, { ...query, terms }, { page, pageSize }, asking, keep)),
          };
        };
        const asked = await find(q);
        const mended = asked.total === 0 ? mendedQuery(q) : null;
        const { terms, items, ...found } = mended ? await find(mended) : asked;
        const ids = items.map(({ id }) => id);
        const said = await saidOf(db, terms, ids);
        return {
          ...found,
          mended: found.total > 0 ? mended : null,
          items: items.map((row) => ({
            ...lectureSummary(row, { staff: asking.watcher.staff, now: asking.now }),
            said: said.get(row.id) ?? null,
          })),
        };
      },
    );

    app.get(
      '/api/fields',
      { config: { who: 'anyone' }, schema: { response: { 200: FieldList } } },
      async (request) => ({ items: await listFields(db, await askingOf(context, request), keep) }),
    );

    app.get(
      '/api/lectures/:id',
      { config: { who: 'anyone' }, schema: { params: IdParams, response: { 200: Lecture } } },
      async (request) => shown(request.params.id, await askingOf(context, request)),
    );

    app.post(
      '/api/lectures',
      { config: { who: 'staff', act: null }, schema: { body: NewLecture, response: { 201: Lecture } } },
      async (request, reply) => {
        const account = await requireAccount(request);
        const id = await insertLecture(db, request.body, account.id, clock());
        return reply.code(201).send(await shown(id, await askingOf(context, request)));
      },
    );

    app.patch(
      '/api/lectures/:id',
      {
        config: { who: 'staff', act: 'lecture.changed' },
        schema: { params: IdParams, body: LectureChange, response: { 200: Lecture } },
      },
      async (request) => {
        const { id } = request.params;
        await requireManager(db, await requireAccount(request), id);
        await updateLecture(db, id, request.body, clock());
        return shown(id, await askingOf(context, request));
      },
    );

    app.put(
      '/api/lectures/:id/editing',
      {
        config: { who: 'staff', act: null, unattended: true },
        schema: { params: IdParams, response: { 200: LectureEditing } },
      },
      async (request) => {
        const { id } = request.params;
        const account = await requireAccount(request);
        await requireManager(db, account, id);
        return noteEditor(db, id, account.id, clock());
      },
    );

    app.delete(
      '/api/lectures/:id',
      {
        config: { who: 'staff', act: 'lecture.removed' },
        schema: { params: IdParams, response: { 204: Empty } },
      },
      async (request, reply) => {
        const { id } = request.params;
        const account = await requireAccount(request);
        await requireManager(db, account, id);
        await binLecture(db, id, account.id, clock());
        return reply.code(204).send(null);
      },
    );

    async function shown(id: string, asking: Asking): Promise<Lecture> {
      const row = await lectureById(db, id, asking);
      if (!row) throw new Refusal('not_found');
      return {
        ...lectureSummary(row, { staff: asking.watcher.staff, now: asking.now }),
        next: await nextLecture(db, row, asking),
      };
    }
  };

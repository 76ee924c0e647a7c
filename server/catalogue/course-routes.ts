/** HTTP of courses. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { Course, CourseChange, CourseList, NewCourse } from '../contract/courses.ts';
import { Empty, IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { completionOf } from '../progress/course-queries.ts';
import { openSurvey, stateOf } from '../surveys/queries.ts';
import { askingOf } from './asking.ts';
import { courseById, deleteCourse, insertCourse, listCourses, updateCourse } from './course-queries.ts';
import { lectureSummary } from './lecture.ts';
import { type Asking, listLectures } from './lecture-queries.ts';

/** Lectures of one course shown at once; a course has far fewer. */
const MOST_LECTURES = 500;

export const courseRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock } = context;

    app.get(
      '/api/courses',
      { config: { who: 'anyone' }, schema: { response: { 200: CourseList } } },
      async (request) => ({ items: await listCourses(db, await askingOf(context, request)) }),
    );

    app.get(
      '/api/courses/:id',
      { config: { who: 'anyone' }, schema: { params: IdParams, response: { 200: Course } } },
      async (request) => shown(request.params.id, await askingOf(context, request)),
    );

    app.post(
      '/api/courses',
      { config: { who: 'staff' }, schema: { body: NewCourse, response: { 201: Course } } },
      async (request, reply) => {
        const account = await requireAccount(request);
        const id = await insertCourse(db, request.body, account.id);
        return reply.code(201).send(await shown(id, await askingOf(context, request)));
      },
    );

    app.patch(
      '/api/courses/:id',
      {
        config: { who: 'staff' },
        schema: { params: IdParams, body: CourseChange, response: { 200: Course } },
      },
      async (request) => {
        await updateCourse(db, request.params.id, request.body, clock());
        return shown(request.params.id, await askingOf(context, request));
      },
    );

    app.delete(
      '/api/courses/:id',
      { config: { who: 'staff' }, schema: { params: IdParams, response: { 204: Empty } } },
      async (request, reply) => {
        if (!(await deleteCourse(db, request.params.id, clock()))) throw new Refusal('not_found');
        return reply.code(204).send(null);
      },
    );

    async function shown(id: string, asking: Asking): Promise<Course> {
      const course = await courseById(db, id, asking);
      if (!course) throw new Refusal('not_found');
      const page = { page: 1, pageSize: MOST_LECTURES };
      const lectures = await listLectures(db, { course: id, terms: null }, page, asking);
      return {
        ...course,
        lectures: lectures.items.map((row) =>
          lectureSummary(row, { staff: asking.watcher.staff, now: asking.now }),
        ),
        completion: await completionOf(db, id, asking.viewerId, asking),
        survey: (await openSurvey(db, id)) && (await stateOf(db, id, asking.viewerId)),
      };
    }
  };

/** HTTP of courses. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { requireAccount } from '../accounts/who.ts';
import { recordAudit } from '../audit/record.ts';
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
        const actor = await requireAccount(request);
        const id = await db.transaction(async (tx) => {
          const made = await insertCourse(tx, request.body, actor.id);
          const act = { action: 'course.made', subject: { kind: 'course', id: made } } as const;
          await recordAudit(tx, { at: clock(), actor, ...act });
          return made;
        });
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
        const [actor, at] = [await requireAccount(request), clock()];
        const { id } = request.params;
        const act = { action: 'course.changed', subject: { kind: 'course', id } } as const;
        await db.transaction(async (tx) => {
          const members = await updateCourse(tx, id, request.body, at);
          if (!members) throw new Refusal('not_found');
          if (members.length > 0) await recordAudit(tx, { at, actor, ...act, details: { members } });
        });
        return shown(id, await askingOf(context, request));
      },
    );

    app.delete(
      '/api/courses/:id',
      { config: { who: 'staff' }, schema: { params: IdParams, response: { 204: Empty } } },
      async (request, reply) => {
        const [actor, at] = [await requireAccount(request), clock()];
        const { id } = request.params;
        await db.transaction(async (tx) => {
          if (!(await deleteCourse(tx, id, at))) throw new Refusal('not_found');
          await recordAudit(tx, { at, actor, action: 'course.removed', subject: { kind: 'course', id } });
        });
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

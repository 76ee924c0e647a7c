/** HTTP of somebody's own courses. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../context.ts';
import { BegunCourses } from '../contract/completion.ts';
import { begunCourses } from './course-queries.ts';
import { viewerOf } from './viewers.ts';

export const courseProgressRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/api/me/courses',
      { config: { who: 'signed_in' }, schema: { response: { 200: BegunCourses } } },
      async (request) => {
        const viewerId = await viewerOf(context, request);
        return { items: viewerId ? await begunCourses(context.db, viewerId) : [] };
      },
    );
  };

/** HTTP of somebody's own courses. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { watcherOf } from '../accounts/may-watch.ts';
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
        const asking = { watcher: watcherOf(await request.identify()), now: context.clock() };
        return { items: viewerId ? await begunCourses(context.db, viewerId, asking) : [] };
      },
    );
  };

/** HTTP of announcements: anybody reads what is current, administrators write. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../context.ts';
import {
  Announcement,
  AnnouncementChange,
  AnnouncementPage,
  AnnouncementQuery,
} from '../contract/announcements.ts';
import { ApiError } from '../contract/errors.ts';
import { Empty, IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import {
  announcementById,
  deleteAnnouncement,
  insertAnnouncement,
  listAnnouncements,
  updateAnnouncement,
} from './queries.ts';

const errors = { '4xx': ApiError, '5xx': ApiError };

export const announcementRoutes =
  ({ db, clock }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/api/announcements',
      {
        config: { who: 'anyone' },
        schema: { querystring: AnnouncementQuery, response: { 200: AnnouncementPage, ...errors } },
      },
      async ({ query: { q = '', page = 1, pageSize = 20 } }) =>
        listAnnouncements(db, { q, page, pageSize, now: clock(), all: false }),
    );

    // with drafts, and what was taken down
    app.get(
      '/api/announcements/all',
      {
        config: { who: 'administrator' },
        schema: { querystring: AnnouncementQuery, response: { 200: AnnouncementPage, ...errors } },
      },
      async ({ query: { q = '', page = 1, pageSize = 20 } }) =>
        listAnnouncements(db, { q, page, pageSize, now: clock(), all: true }),
    );

    app.get(
      '/api/announcements/:id',
      { config: { who: 'anyone' }, schema: { params: IdParams, response: { 200: Announcement, ...errors } } },
      async (request) => {
        const found = await announcementById(db, request.params.id, clock());
        const mayRead =
          found?.phase === 'current' || (found && (await request.identify())?.role === 'administrator');
        if (!found || !mayRead) throw new Refusal('not_found');
        return found;
      },
    );

    app.post(
      '/api/announcements',
      {
        config: { who: 'administrator' },
        schema: { body: AnnouncementChange, response: { 201: Announcement, ...errors } },
      },
      async (request, reply) => {
        requireOrder(request.body);
        return reply.code(201).send(await insertAnnouncement(db, request.body, clock()));
      },
    );

    app.put(
      '/api/announcements/:id',
      {
        config: { who: 'administrator' },
        schema: { params: IdParams, body: AnnouncementChange, response: { 200: Announcement, ...errors } },
      },
      async (request) => {
        requireOrder(request.body);
        const changed = await updateAnnouncement(db, request.params.id, request.body, clock());
        if (!changed) throw new Refusal('not_found');
        return changed;
      },
    );

    app.delete(
      '/api/announcements/:id',
      {
        config: { who: 'administrator' },
        schema: { params: IdParams, response: { 204: Empty, ...errors } },
      },
      async (request, reply) => {
        if (!(await deleteAnnouncement(db, request.params.id))) throw new Refusal('not_found');
        return reply.code(204).send(null);
      },
    );
  };

/** @throws {Refusal} bad_request when it would be taken down before it is published */
function requireOrder({ publishedAt, endsAt }: Pick<AnnouncementChange, 'publishedAt' | 'endsAt'>): void {
  if (publishedAt === null || endsAt === null || Date.parse(publishedAt) < Date.parse(endsAt)) return;
  const message = '종료 시각이 공개 시각보다 빠릅니다. · It ends before it is published.';
  throw new Refusal('bad_request', [{ field: 'endsAt', message }]);
}

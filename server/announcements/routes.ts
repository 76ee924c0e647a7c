/** HTTP of announcements: anybody reads what is current, administrators write. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { requireAccount } from '../accounts/who.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import {
  Announcement,
  AnnouncementChange,
  AnnouncementPage,
  AnnouncementQuery,
  NewAnnouncement,
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
        schema: { body: NewAnnouncement, response: { 201: Announcement, ...errors } },
      },
      async (request, reply) => {
        requireOrder(request.body);
        const [actor, at] = [await requireAccount(request), clock()];
        const written = await db.transaction(async (tx) => {
          const announcement = await insertAnnouncement(tx, request.body, at);
          const subject = { kind: 'announcement', id: announcement.id } as const;
          await recordAudit(tx, { at, actor, action: 'announcement.written', subject });
          return announcement;
        });
        return reply.code(201).send(written);
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
        const [actor, at] = [await requireAccount(request), clock()];
        const { id } = request.params;
        return db.transaction(async (tx) => {
          const changed = await updateAnnouncement(tx, id, request.body, at);
          if (!changed) throw new Refusal('not_found');
          const { announcement, members } = changed;
          const act = { action: 'announcement.changed', subject: { kind: 'announcement', id } } as const;
          if (members.length > 0) await recordAudit(tx, { at, actor, ...act, details: { members } });
          return announcement;
        });
      },
    );

    app.delete(
      '/api/announcements/:id',
      {
        config: { who: 'administrator' },
        schema: { params: IdParams, response: { 204: Empty, ...errors } },
      },
      async (request, reply) => {
        const actor = await requireAccount(request);
        const { id } = request.params;
        const act = { action: 'announcement.removed', subject: { kind: 'announcement', id } } as const;
        await db.transaction(async (tx) => {
          if (!(await deleteAnnouncement(tx, id))) throw new Refusal('not_found');
          await recordAudit(tx, { at: clock(), actor, ...act });
        });
        return reply.code(204).send(null);
      },
    );
  };

/** @throws {Refusal} bad_request when it would be taken down before it is published */
function requireOrder({ publishedAt, endsAt }: Pick<NewAnnouncement, 'publishedAt' | 'endsAt'>): void {
  if (publishedAt === null || endsAt === null || Date.parse(publishedAt) < Date.parse(endsAt)) return;
  const message = '종료 시각이 공개 시각보다 빠릅니다. · It ends before it is published.';
  throw new Refusal('bad_request', [{ field: 'endsAt', message }]);
}

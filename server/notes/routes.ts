/** HTTP of notes: whoever is signed in writes, reads, changes and removes their own. No route gives anybody another's. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { requireOpen, watcherOf } from '../accounts/may-watch.ts';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { NewNote, Note, NoteChange, NotedLectures, NoteList } from '../contract/notes.ts';
import { Empty, IdParams, PageQuery } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { placeOf } from './place.ts';
import {
  changeNote,
  countNotes,
  deleteNote,
  holdNoted,
  insertNote,
  listNotes,
  type NoteRow,
  notedLectures,
} from './queries.ts';

/** Notes that an account may have of one lecture. */
const MOST = 500;
const SIGNED_IN = { who: 'signed_in' } as const;

export const noteRoutes =
  ({ db, clock }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/api/me/notes',
      {
        config: SIGNED_IN,
        schema: { querystring: Type.Object(PageQuery), response: { 200: NotedLectures } },
      },
      async (request) => {
        const { page = 1, pageSize = 20 } = request.query;
        const account = await requireAccount(request);
        const asked = { page, pageSize, now: clock() };
        const { items, total } = await notedLectures(db, account.id, watcherOf(account), asked);
        const noted = items.map(({ access, notes, ...lecture }) => ({
          ...{ ...lecture, open: access === 'open', notes: notes.map(shown) },
        }));
        return { items: noted, total, page, pageSize };
      },
    );

    app.get(
      '/api/lectures/:id/notes',
      { config: SIGNED_IN, schema: { params: IdParams, response: { 200: NoteList } } },
      async (request) => {
        const { id } = await requireAccount(request);
        return { items: (await listNotes(db, id, request.params.id)).map(shown) };
      },
    );

    app.post(
      '/api/lectures/:id/notes',
      { config: SIGNED_IN, schema: { params: IdParams, body: NewNote, response: { 201: Note } } },
      async (request, reply) => {
        const { id: lectureId } = request.params;
        const { at, text, recordingId } = request.body;
        const account = await requireAccount(request);
        const note = await db.transaction(async (tx) => {
          const lecture = await holdNoted(tx, lectureId, watcherOf(account), clock());
          if (!lecture) throw new Refusal('not_found');
          requireOpen(lecture.access, lecture.audience);
          if ((await countNotes(tx, account.id, lectureId)) >= MOST) throw new Refusal('notes_full');
          const place = placeOf(at, recordingId, lecture.recordings);
          return insertNote(tx, { accountId: account.id, lectureId, at: place, text: tidy(text) }, clock());
        });
        return reply.code(201).send(shown(note));
      },
    );

    app.patch(
      '/api/notes/:id',
      { config: SIGNED_IN, schema: { params: IdParams, body: NoteChange, response: { 200: Note } } },
      async (request) => {
        const { id } = await requireAccount(request);
        const note = await changeNote(db, id, request.params.id, tidy(request.body.text), clock());
        if (!note) throw new Refusal('not_found');
        return shown(note);
      },
    );

    app.delete(
      '/api/notes/:id',
      { config: SIGNED_IN, schema: { params: IdParams, response: { 204: Empty } } },
      async (request, reply) => {
        const { id } = await requireAccount(request);
        if (!(await deleteNote(db, id, request.params.id))) throw new Refusal('not_found');
        return reply.code(204).send(null);
      },
    );
  };

const tidy = (text: string): string => text.trim().normalize('NFC');

const shown = ({ createdAt, updatedAt, ...note }: NoteRow): Note => ({
  ...note,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

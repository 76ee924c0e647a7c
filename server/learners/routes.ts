/** HTTP of people and the lectures they watched, by name. */
import type { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { requireAccount } from '../accounts/who.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../contract/errors.ts';
import { LearnersExportQuery, LearnersPage, LearnersQuery, StatementsQuery } from '../contract/learners.ts';
import { Refusal } from '../errors.ts';
import { SLOW_LINE } from '../http/limits.ts';
import { seoulDay } from '../progress/days.ts';
import { CSV, XLSX } from '../statistics/export.ts';
import { snapshot } from '../statistics/snapshot.ts';
import { MOST_CELLED, xlsx } from '../statistics/xlsx.ts';
import { csvFile, statementsFile, wholeTable } from './files.ts';
import { countLearners, isCourseOf, learnersOf, type Wishes } from './queries.ts';
import { learnerOf } from './table.ts';

/** Rows that a list counts: further ones are found by narrowing it, or in the file. */
const MOST_COUNTED = 10_000;
const JSON_FILE = 'application/json';

export const learnerRoutes =
  ({ db, clock, config }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get('/api/learners', answering(LearnersQuery, LearnersPage), async (request) => {
      const { page = 1, pageSize = 20, ...wishes } = request.query;
      const { actor, scope, withEmail } = await asker(request, wishes);
      const shown = { limit: pageSize, offset: (page - 1) * pageSize };
      const { rows, found } = await snapshot(db, async (tx) => ({
        rows: await learnersOf(tx, wishes, scope, shown),
        found: await countLearners(tx, wishes, scope, MOST_COUNTED + 1),
      }));
      const total = Math.min(found, MOST_COUNTED);
      const people = [...new Set(rows.map(({ accountId }) => accountId))];
      if (people.length > 0) await record({ actor, action: 'learners.read', ...aboutOf(wishes), people });
      const items = rows.map((row) => learnerOf(row, withEmail));
      return { items, total, more: found > total, page, pageSize };
    });

    app.get(
      '/api/learners/export',
      { ...SLOW_LINE, ...answering(LearnersExportQuery, File) },
      async (request, reply) => {
        const { format, reason, ...wishes } = request.query;
        const { actor, scope, withEmail } = await asker(request, wishes);
        const rows = await countLearners(db, wishes, scope, null);
        if (format === 'xlsx' && rows > MOST_CELLED) {
          throw new Refusal('too_large', [{ field: 'format', message: `csv (> ${MOST_CELLED})` }]);
        }
        const { subject, details } = aboutOf(wishes);
        await record({
          ...{ actor, action: 'learners.exported', subject, reason },
          details: { ...details, format, rows, emails: withEmail },
        });
        reply.header('content-disposition', attachment(`madang-learners-${seoulDay(clock())}.${format}`));
        if (format === 'xlsx') {
          return reply.type(XLSX).send(await xlsx(await wholeTable(db, wishes, scope, withEmail)));
        }
        return reply.type(`${CSV}; charset=utf-8`).send(csvFile(db, wishes, scope, withEmail));
      },
    );

    app.get(
      '/api/learners/xapi',
      { ...SLOW_LINE, ...answering(StatementsQuery, File) },
      async (request, reply) => {
        const { course, names, reason } = request.query;
        const { actor, scope } = await asker(request);
        if (!(await isCourseOf(db, course, scope))) throw new Refusal('not_found');
        await record({
          ...{ actor, action: 'statements.exported', subject: { kind: 'course', id: course }, reason },
          details: { names: names === 'include', rows: await countLearners(db, { course }, scope, null) },
        });
        reply.header('content-disposition', attachment(`madang-xapi-${course}-${seoulDay(clock())}.json`));
        const wanted = { home: config.publicUrl, named: names === 'include' };
        return reply.type(JSON_FILE).send(statementsFile(db, course, scope, wanted));
      },
    );

    /**
     * Who asks, whose lectures they may see, and whether people's addresses too.
     * @throws {Refusal} forbidden to staff who ask by what people said of themselves
     */
    async function asker(request: Pick<FastifyRequest, 'identify'>, { audience, region }: Wishes = {}) {
      const actor = await requireAccount(request);
      const withEmail = actor.role === 'administrator';
      if (!withEmail && (audience || region)) throw new Refusal('forbidden');
      return { actor, withEmail, scope: { manager: withEmail ? null : actor.id, staff: true } };
    }

    const record = (act: Omit<Parameters<typeof recordAudit>[1], 'at'>) =>
      db.transaction((tx) => recordAudit(tx, { at: clock(), ...act }));
  };

/** What a list is of, for the audit log: that somebody was searched for, and not the words. */
function aboutOf({ course, lecture, q, ...traits }: Wishes) {
  const id = lecture ?? course;
  const kind = lecture ? ('lecture' as const) : ('course' as const);
  const subject = id ? { kind, id } : { kind: 'site' as const };
  return { subject, details: { ...traits, ...(q && { searched: true }) } };
}

const attachment = (name: string) => `attachment; filename="${name}"`;

/** One of three media types. */
const binary = { schema: Type.Unsafe<string | Buffer | Readable>(Type.String()) };
const File = { content: { [CSV]: binary, [XLSX]: binary, [JSON_FILE]: binary } };

/** What a route is asked with and what it answers; all are for staff. */
function answering<Q, R>(querystring: Q, answer: R) {
  const response = { 200: answer, '4xx': ApiError, '5xx': ApiError };
  return { config: { who: 'staff' as const }, schema: { querystring, response } };
}

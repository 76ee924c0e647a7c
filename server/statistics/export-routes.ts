/** HTTP of tables of statistics as files: of the site, of a lecture, of a course. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { CourseExportQuery, ExportQuery, LectureExportQuery } from '../contract/statistics.ts';
import type { Db } from '../database/client.ts';
import { Refusal } from '../errors.ts';
import { SLOW_LINE } from '../http/limits.ts';
import { answering, answeringOne, found, reader } from './asking.ts';
import {
  CSV,
  courseTableOf,
  type Exported,
  type ExportSubject,
  fileOf,
  isOfSite,
  lectureTableOf,
  recordExport,
  tableOf,
  XLSX,
} from './export.ts';
import { type Period, periodOf } from './period.ts';
import type { Scope } from './scope.ts';
import type { Table } from './tables.ts';

export const statisticsExportRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const read = reader(context);

    app.get(
      '/api/statistics/export',
      { ...SLOW_LINE, ...answering('staff', ExportQuery, File) },
      async (request, reply) => {
        const { table } = request.query;
        const { role } = await requireAccount(request);
        if (role !== 'administrator' && isOfSite(table)) throw new Refusal('forbidden');
        return file(request, reply, { kind: 'site' }, (tx, ...asked) => tableOf(tx, table, ...asked));
      },
    );

    app.get(
      '/api/statistics/lectures/:id/export',
      { ...SLOW_LINE, ...answeringOne('staff', LectureExportQuery, File) },
      (request, reply) => {
        const { id } = request.params;
        return file(request, reply, { kind: 'lecture', id }, (tx, ...asked) =>
          found(lectureTableOf(tx, id, request.query.table, ...asked)),
        );
      },
    );

    app.get(
      '/api/statistics/courses/:id/export',
      { ...SLOW_LINE, ...answeringOne('staff', CourseExportQuery, File) },
      (request, reply) => {
        const { id } = request.params;
        return file(request, reply, { kind: 'course', id }, (tx, ...asked) =>
          found(courseTableOf(tx, id, ...asked)),
        );
      },
    );

    /** Whoever cannot have it leaves no entry; whoever can, before the file leaves. */
    async function file(
      request: Pick<FastifyRequest, 'identify'> & { query: Exported },
      reply: FastifyReply,
      subject: ExportSubject,
      tableIn: (tx: Db, period: Period, scope: Scope) => Promise<Table>,
    ): Promise<string | Buffer> {
      const { table, format } = request.query;
      const account = await requireAccount(request);
      const { from, to } = periodOf(request.query, context.clock());
      const { type, content } = await fileOf(await read(request, tableIn), format);
      const days = table === 'retention' ? {} : { from, to };
      await recordExport(context, account, subject, request.query, days);
      const of = subject.id ? [subject.kind, subject.id] : [];
      const name = ['madang', ...of, table, ...Object.values(days)].join('-');
      reply.type(type).header('content-disposition', `attachment; filename="${name}.${format}"`);
      return content;
    }
  };

/** One of two media types, by the format asked for. */
const File = {
  content: {
    [CSV]: { schema: Type.Unsafe<string | Buffer>(Type.String()) },
    [XLSX]: { schema: Type.Unsafe<string | Buffer>(Type.String({ contentEncoding: 'binary' })) },
  },
};

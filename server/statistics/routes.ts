/** HTTP of statistics: administrators see the site and every lecture, staff their own lectures. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { type TObject, type TSchema, Type } from 'typebox';
import { requireAccount, type Who } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../contract/errors.ts';
import { MonthParams, MonthReport } from '../contract/month-report.ts';
import { LectureQuality, SiteQuality } from '../contract/quality-statistics.ts';
import {
  AudienceStatistics,
  ComparedQuery,
  ComparisonQuery,
  CourseReport,
  CourseStatisticsList,
  ExportQuery,
  HourStatistics,
  LectureComparison,
  LectureReport,
  LectureStatisticsList,
  LectureStatisticsQuery,
  MonthStatistics,
  Overview,
  RegionStatistics,
  Retention,
  StatisticsQuery,
} from '../contract/statistics.ts';
import { IdParams } from '../contract/vocabulary.ts';
import type { Db } from '../database/client.ts';
import { Refusal } from '../errors.ts';
import { courseReportOf, courseStatisticsOf } from './course-reports.ts';
import { CSV, fileOf, isOfSite, recordExport, tableOf, XLSX } from './export.ts';
import { countLectures } from './lecture-queries.ts';
import { comparisonOf, lectureReportOf, lecturesOf, retentionOf } from './lecture-reports.ts';
import { monthReportOf } from './month-report.ts';
import { comparedIn, type Period, periodOf } from './period.ts';
import { lectureQualityReport, siteQualityReport } from './quality-reports.ts';
import type { Scope } from './scope.ts';
import { audiencesOf, hoursOf, monthsOf, overviewOf, regionsOf } from './site-reports.ts';
import { snapshot } from './snapshot.ts';

export const statisticsRoutes =
  ({ db, clock }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get('/api/statistics/overview', answering('staff', ComparedQuery, Overview), (request) => {
      const compared = comparedIn(request.query);
      return read(request, (tx, ...asked) => overviewOf(tx, ...asked, compared));
    });

    app.get(
      '/api/statistics/lectures',
      answering('staff', LectureStatisticsQuery, LectureStatisticsList),
      (request) => {
        const { sort = 'views', page = 1, pageSize = 20 } = request.query;
        const order = request.query.order ?? (sort === 'title' ? 'asc' : 'desc');
        const compared = comparedIn(request.query);
        const shown = { limit: pageSize, offset: (page - 1) * pageSize };
        return read(request, async (tx, period, scope) => ({
          items: await lecturesOf(tx, { sort, order }, shown, period, scope, compared),
          total: await countLectures(tx, scope),
          page,
          pageSize,
        }));
      },
    );

    app.get(
      '/api/statistics/lectures/:id',
      answeringOne('staff', ComparedQuery, LectureReport),
      (request) => {
        const { id } = request.params;
        const compared = comparedIn(request.query);
        return read(request, (tx, ...asked) => found(lectureReportOf(tx, id, ...asked, compared)));
      },
    );

    app.get('/api/statistics/lectures/:id/retention', answeringOne('staff', NoQuery, Retention), (request) =>
      read(request, (tx, _, scope) => found(retentionOf(tx, request.params.id, scope))),
    );

    app.get(
      '/api/statistics/lectures/:id/quality',
      answeringOne('staff', StatisticsQuery, LectureQuality),
      (request) =>
        read(request, (tx, ...asked) => found(lectureQualityReport(tx, request.params.id, ...asked))),
    );

    app.get('/api/statistics/comparison', answering('staff', ComparisonQuery, LectureComparison), (request) =>
      read(request, (tx, ...asked) => found(comparisonOf(tx, request.query, ...asked))),
    );

    app.get('/api/statistics/courses', answering('staff', StatisticsQuery, CourseStatisticsList), (request) =>
      read(request, async (tx, ...asked) => ({ items: await courseStatisticsOf(tx, null, ...asked) })),
    );

    app.get('/api/statistics/courses/:id', answeringOne('staff', StatisticsQuery, CourseReport), (request) =>
      read(request, (tx, ...asked) => found(courseReportOf(tx, request.params.id, ...asked))),
    );

    app.get(
      '/api/statistics/audiences',
      answering('administrator', StatisticsQuery, AudienceStatistics),
      (request) => read(request, audiencesOf),
    );
    app.get(
      '/api/statistics/regions',
      answering('administrator', StatisticsQuery, RegionStatistics),
      (request) => read(request, regionsOf),
    );
    app.get(
      '/api/statistics/months',
      answering('administrator', StatisticsQuery, MonthStatistics),
      (request) => read(request, monthsOf),
    );
    app.get(
      '/api/statistics/months/:month',
      answeringOne('administrator', NoQuery, MonthReport, MonthParams),
      (request) => snapshot(db, (tx) => monthReportOf(tx, request.params.month, clock())),
    );
    app.get('/api/statistics/hours', answering('administrator', StatisticsQuery, HourStatistics), (request) =>
      read(request, hoursOf),
    );

    app.get('/api/statistics/quality', answering('administrator', StatisticsQuery, SiteQuality), (request) =>
      read(request, siteQualityReport),
    );

    app.get('/api/statistics/export', answering('staff', ExportQuery, File), async (request, reply) => {
      const { table: name, format } = request.query;
      const account = await requireAccount(request);
      if (account.role !== 'administrator' && isOfSite(name)) throw new Refusal('forbidden');
      const { from, to } = periodOf(request.query, clock());
      const table = await read(request, (tx, ...asked) => tableOf(tx, name, ...asked));
      const { type, content } = await fileOf(table, format);
      await recordExport({ db, clock }, account, request.query, { from, to });
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="madang-${name}-${from}-${to}.${format}"`)
        .send(content);
    });

    /** What is asked for, read in one snapshot. */
    async function read<T>(
      request: Pick<FastifyRequest, 'identify'> & { query: StatisticsQuery },
      report: (tx: Db, period: Period, scope: Scope) => Promise<T>,
    ): Promise<T> {
      const period = periodOf(request.query, clock());
      const { id, role } = await requireAccount(request);
      const manager = role === 'administrator' ? null : id;
      const scope = { manager, staff: request.query.staff === 'include' };
      return snapshot(db, (tx) => report(tx, period, scope));
    }
  };

const NoQuery = Type.Object({}, { additionalProperties: false });

/** One of two media types, by the format asked for. */
const File = {
  content: {
    [CSV]: { schema: Type.Unsafe<string | Buffer>(Type.String()) },
    [XLSX]: { schema: Type.Unsafe<string | Buffer>(Type.String({ contentEncoding: 'binary' })) },
  },
};

/** Who may call a route, what it is asked with and what it answers. */
function answering<Q extends TObject, R extends TSchema | typeof File>(who: Who, querystring: Q, answer: R) {
  const response = { 200: answer, '4xx': ApiError, '5xx': ApiError };
  return { config: { who }, schema: { querystring, response } };
}

/** As `answering`, about the one thing that the address names. */
function answeringOne<Q extends TObject, R extends TSchema, P extends TObject = typeof IdParams>(
  who: Who,
  querystring: Q,
  answer: R,
  params: P = IdParams as TObject as P,
) {
  const { config, schema } = answering(who, querystring, answer);
  return { config, schema: { ...schema, params } };
}

/** @throws {Refusal} not_found for what is not there, or not the asker's to see */
async function found<T>(reading: Promise<T | null>): Promise<T> {
  const report = await reading;
  if (report === null) throw new Refusal('not_found');
  return report;
}

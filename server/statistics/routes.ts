/** HTTP of statistics: administrators see the site and every lecture, staff their own lectures. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../context.ts';
import { MonthParams, MonthReport } from '../contract/month-report.ts';
import { LectureQuality, SiteQuality } from '../contract/quality-statistics.ts';
import {
  AudienceStatistics,
  ComparedQuery,
  ComparisonQuery,
  CourseReport,
  CourseStatisticsList,
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
import { answering, answeringOne, found, NoQuery, reader } from './asking.ts';
import { courseReportOf, courseStatisticsOf } from './course-reports.ts';
import { countLectures } from './lecture-queries.ts';
import { comparisonOf, lectureReportOf, lecturesOf, retentionOf } from './lecture-reports.ts';
import { monthReportOf } from './month-report.ts';
import { comparedIn } from './period.ts';
import { lectureQualityReport, siteQualityReport } from './quality-reports.ts';
import { audiencesOf, hoursOf, monthsOf, overviewOf, regionsOf } from './site-reports.ts';
import { snapshot } from './snapshot.ts';

export const statisticsRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const read = reader(context);

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

    app.get('/api/statistics/courses/:id', answeringOne('staff', ComparedQuery, CourseReport), (request) => {
      const { id } = request.params;
      const compared = comparedIn(request.query);
      return read(request, (tx, ...asked) => found(courseReportOf(tx, id, ...asked, compared)));
    });

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
      (request) => snapshot(context.db, (tx) => monthReportOf(tx, request.params.month, context.clock())),
    );
    app.get('/api/statistics/hours', answering('administrator', StatisticsQuery, HourStatistics), (request) =>
      read(request, hoursOf),
    );

    app.get('/api/statistics/quality', answering('administrator', StatisticsQuery, SiteQuality), (request) =>
      read(request, siteQualityReport),
    );
  };

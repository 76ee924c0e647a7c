/** HTTP of statistics: administrators see every lecture, staff their own. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { requireAccount } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import {
  ExportQuery,
  type LectureStatistics,
  LectureStatisticsList,
  Overview,
  Retention,
  StatisticsQuery,
} from '../contract/statistics.ts';
import { IdParams } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { watchedShare } from '../progress/completion.ts';
import { addDays, seoulDay } from '../progress/days.ts';
import { prefixSums, wholeSeconds } from '../progress/retention.ts';
import { csv } from './csv.ts';
import { daysOf, lecturesOf, type Manager, overviewOf, type Period, retentionOf } from './queries.ts';

/** Days shown when none are named. */
const DEFAULT_DAYS = 30;
const MOST_DAYS = 3660;

export const statisticsRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock } = context;
    const config = { who: 'staff' as const };

    app.get(
      '/api/statistics/overview',
      { config, schema: { querystring: StatisticsQuery, response: { 200: Overview } } },
      async (request) => {
        const period = periodOf(request.query, clock());
        const manager = await managerOf(request);
        return {
          ...period,
          ...(await overviewOf(db, period, manager)),
          days: await daysOf(db, period, manager),
        };
      },
    );

    app.get(
      '/api/statistics/lectures',
      { config, schema: { querystring: StatisticsQuery, response: { 200: LectureStatisticsList } } },
      async (request) => ({
        items: await lectures(periodOf(request.query, clock()), await managerOf(request)),
      }),
    );

    app.get(
      '/api/statistics/lectures/:id/retention',
      { config, schema: { params: IdParams, response: { 200: Retention } } },
      async (request) => {
        const { id } = request.params;
        const found = await retentionOf(db, id, await managerOf(request));
        if (!found) throw new Refusal('not_found');
        const duration = found.duration ?? 0;
        const curves = prefixSums(found.deltas, wholeSeconds(duration));
        return { lectureId: id, title: found.title, duration, ...curves };
      },
    );

    app.get(
      '/api/statistics/export',
      { config, schema: { querystring: ExportQuery, response: { 200: Type.String() } } },
      async (request, reply) => {
        const period = periodOf(request.query, clock());
        const items = await lectures(period, await managerOf(request));
        const headings = ['강의', '조회', '시청자', '시청 시간(초)', '이수', '평균 시청 비율'];
        const rows = items.map((one) => [
          one.title,
          one.views,
          one.viewers,
          Math.round(one.watchSeconds),
          one.completions,
          one.averageShare === null ? null : Math.round(one.averageShare * 1000) / 1000,
        ]);
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="madang-${period.from}-${period.to}.csv"`)
          .send(csv([headings, ...rows]));
      },
    );

    async function lectures(period: Period, manager: Manager): Promise<LectureStatistics[]> {
      const rows = await lecturesOf(db, period, manager);
      return rows.map(({ watchedSeconds, watchers, duration, ...row }) => ({
        ...row,
        averageShare: watchers > 0 && duration ? watchedShare(watchedSeconds / watchers, duration) : null,
      }));
    }
  };

/** Whose lectures the asker sees. */
async function managerOf(request: FastifyRequest): Promise<Manager> {
  const account = await requireAccount(request);
  return account.role === 'administrator' ? null : account.id;
}

/**
 * The days asked for; the last thirty without a wish.
 * @throws {Refusal} bad_request when they end before they begin, or are too many
 */
export function periodOf(query: StatisticsQuery, now: Date): Period {
  const to = query.to ?? seoulDay(now);
  const from = query.from ?? addDays(to, 1 - DEFAULT_DAYS);
  if (from > to || addDays(from, MOST_DAYS) < to) {
    throw new Refusal('bad_request', [{ field: 'from', message: `${from} … ${to}` }]);
  }
  return { from, to };
}

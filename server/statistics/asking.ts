/** What routes of statistics share: who may ask what, and how it is read. */
import type { FastifyRequest } from 'fastify';
import { type TObject, type TSchema, Type } from 'typebox';
import { requireAccount, type Who } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../contract/errors.ts';
import type { StatisticsQuery } from '../contract/statistics.ts';
import { IdParams } from '../contract/vocabulary.ts';
import type { Db } from '../database/client.ts';
import { Refusal } from '../errors.ts';
import { type Period, periodOf } from './period.ts';
import type { Scope } from './scope.ts';
import { snapshot } from './snapshot.ts';

export const NoQuery = Type.Object({}, { additionalProperties: false });

/** An answer in several media types. */
type Files = { content: Record<string, { schema: TSchema }> };

/** Who may call a route, what it is asked with and what it answers. */
export function answering<Q extends TObject, R extends TSchema | Files>(who: Who, querystring: Q, answer: R) {
  const response = { 200: answer, '4xx': ApiError, '5xx': ApiError };
  return { config: { who }, schema: { querystring, response } };
}

/** As `answering`, about the one thing that the address names. */
export function answeringOne<
  Q extends TObject,
  R extends TSchema | Files,
  P extends TObject = typeof IdParams,
>(who: Who, querystring: Q, answer: R, params: P = IdParams as TObject as P) {
  const { config, schema } = answering(who, querystring, answer);
  return { config, schema: { ...schema, params } };
}

/** Reads what is asked for in one snapshot: of the site for administrators, of their lectures for staff. */
export const reader =
  ({ db, clock }: Pick<Context, 'db' | 'clock'>) =>
  async <T>(
    request: Pick<FastifyRequest, 'identify'> & { query: StatisticsQuery },
    report: (tx: Db, period: Period, scope: Scope) => Promise<T>,
  ): Promise<T> => {
    const period = periodOf(request.query, clock());
    const { id, role } = await requireAccount(request);
    const manager = role === 'administrator' ? null : id;
    const scope = { manager, staff: request.query.staff === 'include' };
    return snapshot(db, (tx) => report(tx, period, scope));
  };

/** @throws {Refusal} not_found for what is not there, or not the asker's to see */
export async function found<T>(reading: Promise<T | null>): Promise<T> {
  const report = await reading;
  if (report === null) throw new Refusal('not_found');
  return report;
}

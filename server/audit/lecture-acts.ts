/**
 * What administrators do to lectures of other people. One place tells the log of it for every route: each that changes
 * lectures declares what its act is called, and one that does not cannot start.
 */
import { inArray } from 'drizzle-orm';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { AuditAction } from '../contract/audit.ts';
import type { Db } from '../database/client.ts';
import { lectures } from '../database/schema/schema.ts';
import { changedMembers } from './changed.ts';
import { recordAudit } from './record.ts';

type LectureAct = Extract<
  AuditAction,
  `${'lecture' | 'recording' | 'captions' | 'chapters' | 'poster' | 'handout'}.${string}`
>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** what is done to lectures; null = nothing that the log tells of */
    act?: LectureAct | null;
  }
}

const LECTURES = /^\/api\/lectures(\/|$)/;
const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Before the act is done, as whoever asks is let in: there is none without its entry, though one that is then refused
 * (somebody else has edited it meanwhile, say) has its entry too.
 */
export function registerLectureActs(app: FastifyInstance, { db, clock }: Context): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    const changes = [method].flat().some((one) => !SAFE.includes(one));
    if (changes && LECTURES.test(url) && config?.who === 'staff' && config.act === undefined)
      throw new Error(`${method} ${url} does not say what the log calls it.`);
  });

  app.addHook('preHandler', async (request) => {
    const { act } = request.routeOptions.config;
    const actor = act && (await request.identify());
    // staff act on their own alone
    if (!act || actor?.role !== 'administrator') return;
    const asked = askedOf(request);
    await db.transaction(async (tx) => {
      for (const lecture of await othersOf(tx, asked.ids, {
        actorId: actor.id,
        inBin: act === 'lecture.restored',
      })) {
        const details = detailsOf(asked, lecture);
        if (!details) continue;
        const people = lecture.createdBy === null ? [] : [lecture.createdBy];
        const subject = { kind: 'lecture', id: lecture.id } as const;
        await recordAudit(tx, { at: clock(), actor, action: act, subject, people, details });
      }
    });
  });
}

type Asked = {
  ids: readonly string[];
  /** what they are to be like */
  change: Readonly<Record<string, unknown>> | null;
  language: string | undefined;
};

/** Which lectures, and what of them, a request that was let in by its contract is about. */
function askedOf({ method, params, body }: FastifyRequest): Asked {
  const { id, language } = params as { id?: string; language?: string };
  const sent = (body ?? {}) as { ids?: string[]; change?: Asked['change'] };
  const change = method !== 'PATCH' ? null : id === undefined ? (sent.change ?? {}) : changeOf(sent);
  return { ids: id === undefined ? (sent.ids ?? []) : [id], change, language };
}

/** Without what was there for whoever changes it. */
function changeOf({ was: _, ...change }: Readonly<Record<string, unknown>>): Asked['change'] {
  return change;
}

type Lecture = typeof lectures.$inferSelect;

/** Those that are there and not the actor's, nobody's included. */
async function othersOf(
  tx: Db,
  ids: readonly string[],
  { actorId, inBin }: { actorId: string; inBin: boolean },
): Promise<Lecture[]> {
  const found = await tx
    .select()
    .from(lectures)
    .where(inArray(lectures.id, [...ids]))
    .orderBy(lectures.id);
  return found.filter(({ createdBy, deletedAt }) => createdBy !== actorId && (deletedAt !== null) === inBin);
}

/** Which members are to be otherwise, for whom it is to be, and in which language; null = nothing would change. */
function detailsOf({ change, language }: Asked, lecture: Lecture): Record<string, unknown> | null {
  if (!change) return language === undefined ? {} : { language };
  const members = changedMembers(timed(lecture), timed(change));
  if (members.length === 0) return null;
  return { members, ...(members.includes('visibility') && { visibility: change.visibility }) };
}

/** Moments as one text, however they are written. */
const timed = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      /^public(From|Until)$/.test(name) && value !== null
        ? new Date(value as string | Date).getTime()
        : value,
    ]),
  );

/** Takes reports of quality of experience: those that come while a transaction is under way share the next one. */
import type { Context } from '../context.ts';
import type { QualityReport } from '../contract/quality.ts';
import type { Db } from '../database/client.ts';
import { Refusal } from '../errors.ts';
import type { Classes } from '../http/device.ts';
import { seoulDay } from '../progress/days.ts';
import { type Asked, sessionsOf } from '../progress/session-queries.ts';
import { bounded, changeOf } from './counts.ts';
import { addChanges, keepReports, lockKnown } from './queries.ts';
import { isOver } from './retire.ts';

/** Reports of one transaction. */
const MOST = 500;
/** Reports that may wait: statistics give way before progress does, and a report says again what a lost one said. */
const MOST_WAITING = 2000;

/** A report, who brought it, and with what. */
export type Said = Asked & { report: QualityReport; classes: Classes };

type Waiting = PromiseWithResolvers<void> & { said: Said };

/**
 * @returns takes a report; committed when it resolves
 * @throws {Refusal} not_found for a session that is not this asker's · unavailable when too many wait
 */
export function createQualityRecorder({ db, clock }: Pick<Context, 'db' | 'clock'>) {
  let waiting: Waiting[] = [];
  let busy = false;

  async function settle(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      try {
        const said = batch.map((one) => one.said);
        const known = await db.transaction((tx) => recordQuality(tx, said, clock()));
        for (const [nth, { resolve, reject }] of batch.entries()) {
          if (known[nth]) resolve();
          else reject(new Refusal('not_found'));
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    busy = false;
  }

  return async (said: Said): Promise<void> => {
    if (waiting.length >= MOST_WAITING) throw new Refusal('unavailable');
    const one: Waiting = { ...Promise.withResolvers<void>(), said };
    waiting.push(one);
    if (!busy) {
      busy = true;
      void settle();
    }
    return one.promise;
  };
}

/**
 * A session's numbers stand under the day on which it began, whenever they come.
 * @returns for each report, whether the session is its asker's
 */
async function recordQuality(tx: Db, reports: readonly Said[], now: Date): Promise<boolean[]> {
  const sessions = await sessionsOf(tx, reports, now);
  const last = new Map<string, Said & { session: NonNullable<(typeof sessions)[number]> }>();
  for (const [nth, said] of reports.entries()) {
    const session = sessions[nth];
    if (!session || isOver(session.startedAt, now)) continue;
    if ((last.get(session.id)?.report.sn ?? -1) < said.report.sn) last.set(session.id, { ...said, session });
  }
  if (last.size > 0) {
    const known = await lockKnown(tx, [...last.values()]);
    const fresh = [...last.values()].flatMap(({ session, report }) => {
      const before = known.get(session.id);
      if (!before || report.sn <= before.report.sn) return [];
      return [{ session, before, report: bounded(report, now.getTime() - session.startedAt.getTime()) }];
    });
    await keepReports(
      tx,
      fresh.map(({ session, report }) => ({ sessionId: session.id, report })),
    );
    await addChanges(
      tx,
      fresh.map(({ session: { lectureId, staff, startedAt }, before, report }) => ({
        ...{ lectureId, staff, day: seoulDay(startedAt) },
        ...before.classes,
        counts: changeOf(before.report, report),
      })),
    );
  }
  return sessions.map(Boolean);
}

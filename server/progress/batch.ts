/** Takes reports of many viewers into the ledger, and everything that derives from it, in one transaction. */
import type { PlayedReport, PlayedSegment, Watched } from '../contract/progress.ts';
import type { Db } from '../database/client.ts';
import { Refusal } from '../errors.ts';
import { isComplete, missingOf, watchedShare } from './completion.ts';
import { type Credited, credit } from './credit.ts';
import { seoulDay, seoulHour } from './days.ts';
import { groupChanges } from './group-queries.ts';
import { shareLedger } from './ledger-lock.ts';
import {
  type Asked,
  addWatched,
  insertSegments,
  keyOf,
  knownSegments,
  lockWatched,
  markCompleted,
  markViewed,
  type Session,
  sessionsOf,
  type WatchedState,
} from './queries.ts';
import type { Span } from './ranges.ts';
import { isRetired } from './retire.ts';
import { addSums, markPresent } from './sum-queries.ts';
import { type Moved, newsOf, sumsOf, visitSums } from './sums.ts';

/** A report, and who brought it. */
export type Reported = Asked & { report: PlayedReport };

/** What one viewer played of one lecture, over all of their sessions in the batch. */
type Share = {
  session: Session;
  state: WatchedState;
  credited: (Credited & { sessionId: string })[];
  creditedUntil: Date;
  position: number;
  resumedAt: Date;
};

/** @returns in the order of the reports: what the viewer has watched by now, or why the report was refused */
export async function recordBatch(
  tx: Db,
  reports: readonly Reported[],
  now: Date,
  ledgerDays: number,
): Promise<(Watched | Refusal)[]> {
  await shareLedger(tx);
  const sessions = await sessionsOf(tx, reports, now);
  const accepted = reports.flatMap(({ report }, index) => {
    const session = sessions[index];
    if (!session || session.duration === null) return [];
    const retired = isRetired(session.startedAt, now, ledgerDays);
    return [{ report: retired ? { ...report, segments: [] } : report, session }];
  });
  const states = await lockWatched(
    tx,
    accepted.map(({ session }) => session),
  );
  const known = await knownSegments(tx, accepted);
  const shares = sharesOf(accepted, states, known, now);
  await insertSegments(
    tx,
    shares.flatMap(({ credited }) => credited),
    now,
  );
  const day = seoulDay(now);
  const watched = await addWatched(tx, shares.map(rowOf), day, now);

  const viewed = await markViewed(
    tx,
    shares.flatMap(({ credited }) => credited.filter(isPlayed).map(({ sessionId }) => sessionId)),
    now,
  );
  const moved: Moved[] = shares.map(({ session, state, credited }) => {
    const { fresh, ...done } = watched.get(keyOf(session)) ?? NOTHING;
    const completes = !state.completedAt && isComplete(done, session.rule, session.duration);
    return {
      ...{ session, credited, fresh, completes, previous: state.lastDay },
      views: new Set(credited.map(({ sessionId }) => sessionId).filter((id) => viewed.has(id))).size,
    };
  });
  const completed = moved.filter(({ completes }) => completes).map(({ session }) => session);
  await markCompleted(tx, completed, now);
  const news = newsOf(moved, day);
  const site = await markPresent(tx, news, day);
  const { managers, courseProgress } = await groupChanges(tx, news, day);
  await addSums(tx, [
    ...sumsOf(moved, day, seoulHour(now)),
    visitSums({ lectures: [], managers, site }),
    { courseProgress },
  ]);

  const done = new Set(completed.map(keyOf));
  return sessions.map((session) => {
    if (!session) return new Refusal('not_found');
    // A recording that takes another's place has no length yet: the client keeps its report and tries again.
    if (session.duration === null) return new Refusal('unavailable');
    const { covered, ...by } = watched.get(keyOf(session)) ?? NOTHING;
    const isDone = done.has(keyOf(session)) || Boolean(states.get(keyOf(session))?.completedAt);
    return {
      watched: covered,
      share: watchedShare(by.coveredMs, session.duration),
      completed: isDone,
      missing: isDone ? [] : missingOf(by, session.rule, session.duration),
    };
  });
}

const NOTHING = { covered: [], fresh: [], coveredMs: 0, elapsedMs: 0 };

const isPlayed = ({ from, to }: Span) => to > from;

/** Credits the segments that the ledger does not have, report after report. Pure. */
function sharesOf(
  accepted: readonly { report: PlayedReport; session: Session }[],
  states: ReadonlyMap<string, WatchedState>,
  known: Set<string>,
  now: Date,
): Share[] {
  const shares = new Map<string, Share>();
  for (const { report, session } of accepted) {
    const key = keyOf(session);
    const state = states.get(key);
    if (!state || session.duration === null) continue;
    const share = shares.get(key) ?? {
      ...{ session, state, credited: [], creditedUntil: state.creditedUntil },
      ...{ position: state.position, resumedAt: state.resumedAt ?? new Date(0) },
    };
    const { segments, creditedUntil } = credit(unseen(session.id, report.segments, known), {
      ...{ duration: session.duration, sessionStartedAt: session.startedAt, now },
      creditedUntil: share.creditedUntil,
    });
    const moves = session.startedAt >= share.resumedAt;
    shares.set(key, {
      ...share,
      credited: [...share.credited, ...segments.map((one) => ({ ...one, sessionId: session.id }))],
      creditedUntil,
      ...(moves && { position: Math.min(report.position, session.duration), resumedAt: session.startedAt }),
    });
  }
  return [...shares.values()];
}

/** Segments the ledger does not have, which now become known; of two with the same number the first. */
function unseen(sessionId: string, segments: readonly PlayedSegment[], known: Set<string>): PlayedSegment[] {
  return segments.filter(({ seq }) => {
    const key = `${sessionId} ${seq}`;
    return !known.has(key) && known.add(key);
  });
}

function rowOf({ session, credited, creditedUntil, position, resumedAt }: Share) {
  const creditedMs = credited.reduce((sum, { from, to }) => sum + Math.round((to - from) * 1000), 0);
  const elapsedMs = credited.reduce((sum, one) => sum + one.elapsedMs, 0);
  const { viewerId, lectureId } = session;
  return { viewerId, lectureId, spans: credited, creditedMs, elapsedMs, creditedUntil, position, resumedAt };
}

/** Takes reports of many viewers into the ledger, and everything that derives from it, in one transaction. */
import type { PlayedReport, PlayedSegment, Watched } from '../contract/progress.ts';
import type { Db } from '../database/client.ts';
import { Refusal } from '../errors.ts';
import { type Done, isComplete, missingOf, watchedShare } from './completion.ts';
import { type Credited, credit, type Used } from './credit.ts';
import { seoulDay, seoulHour } from './days.ts';
import { groupChanges } from './group-queries.ts';
import { shareLedger } from './ledger-lock.ts';
import {
  insertSegments,
  knownSegments,
  lockWatched,
  markViewed,
  storeWatched,
  type WatchedState,
} from './queries.ts';
import { msOf, type Span, united, without } from './ranges.ts';
import { parted, remapped, remappedPlace } from './remap.ts';
import { isRetired } from './retire.ts';
import { type Asked, keyOf, type Session, sessionsOf } from './session-queries.ts';
import { addSums, markPresent } from './sum-queries.ts';
import { isVisit, type Moved, newsOf, type Placed, sumsOf, visitSums } from './sums.ts';

/** A report, and who brought it. */
export type Reported = Asked & { report: PlayedReport };

/** What one viewer played of one lecture, over all of their sessions in the batch. */
type Share = {
  session: Session;
  /** seconds of the lecture's current recording */
  duration: number;
  state: WatchedState;
  credited: (Placed & { sessionId: string })[];
  /** sessions that play something for the first time, as far as this batch could see */
  begun: Set<string>;
  used: Used;
  position: number;
  resumedMs: number;
};

/** What becomes of one viewer's part of one lecture: seconds, without overlap, in order. */
type Outcome = {
  covered: readonly Span[];
  beyond: readonly Span[];
  fresh: readonly Span[];
  done: Done;
  completes: boolean;
  visits: boolean;
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
  const outcomes = new Map(shares.map((share) => [share, outcomeOf(share, day)]));
  await storeWatched(
    tx,
    [...outcomes].map(([share, outcome]) => rowOf(share, outcome)),
    day,
    now,
  );
  const viewed = await markViewed(
    tx,
    shares.flatMap(({ begun }) => [...begun]),
    now,
  );
  const moved: Moved[] = [...outcomes].map(
    ([{ session, state, credited, begun }, { covered, fresh, completes }]) => ({
      ...{ session, credited, fresh, completes, previous: state.lastDay },
      coveredMs: msOf(covered) - msOf(state.covered),
      views: [...begun].filter((id) => viewed.has(id)).length,
    }),
  );
  const news = newsOf(moved, day);
  const site = await markPresent(tx, news, day);
  const { managers, courseProgress } = await groupChanges(tx, news, day);
  await addSums(tx, [
    ...sumsOf(moved, day, seoulHour(now)),
    visitSums({ lectures: [], managers, site }),
    { courseProgress },
  ]);

  const watched = new Map(
    [...outcomes].map(([share, outcome]) => [keyOf(share.session), watchedBy(share, outcome)]),
  );
  // Nothing of the lecture plays yet or any more: the client keeps its report and tries again.
  return sessions.map(
    (session) =>
      (session && watched.get(keyOf(session))) ?? new Refusal(session ? 'unavailable' : 'not_found'),
  );
}

/** Pure. @param day of Asia/Seoul */
function outcomeOf({ session, duration, state, credited }: Share, day: string): Outcome {
  const before = united([...state.covered, ...state.beyond]);
  const played = united(credited.flatMap(({ placed }) => placed));
  const { ranges: covered, beyond } = parted(united([...before, ...played]), duration);
  const done = { coveredMs: msOf(covered), elapsedMs: state.elapsedMs + elapsedOf(credited) };
  return {
    ...{ covered, beyond, done },
    fresh: without(played, before),
    completes: !state.completed && isComplete(done, session.rule, duration),
    visits: isVisit({ credited, previous: state.lastDay }, day),
  };
}

/** What the viewer is told. Pure. */
function watchedBy({ session, duration, state }: Share, { covered, done, completes }: Outcome): Watched {
  const completed = state.completed || completes;
  return {
    watched: [...covered],
    share: watchedShare(done.coveredMs, duration),
    completed,
    missing: completed ? [] : missingOf(done, session.rule, duration),
  };
}

const elapsedOf = (segments: readonly Credited[]): number =>
  segments.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);

const isPlayed = ({ from, to }: Span) => to > from;

/**
 * Credits the segments that the ledger does not have, report after report. What plays an older recording is
 * credited by that one's length, and counts where the present one has it. Pure.
 */
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
    const { duration, played } = session;
    if (!state || duration === null) continue;
    const share = shares.get(key) ?? {
      ...{ session, duration, state, credited: [], begun: new Set(), used: state.used },
      ...{ position: state.position, resumedMs: state.resumedMs },
    };
    const { segments, used } = credit(unseen(session.id, report.segments, known), {
      ...{ duration: played.duration, sessionStartedAt: session.startedAt, now },
      used: share.used,
    });
    const placed = ({ from, to }: Span) => played.cuts.reduce<Span[]>(remapped, [{ from, to }]);
    const moves = session.startedAt.getTime() >= share.resumedMs;
    const begins = !session.viewed && segments.some(isPlayed);
    shares.set(key, {
      ...share,
      credited: [
        ...share.credited,
        ...segments.map((one) => ({ ...one, sessionId: session.id, placed: placed(one) })),
      ],
      begun: begins ? share.begun.add(session.id) : share.begun,
      used,
      ...(moves && {
        position: Math.min(played.cuts.reduce(remappedPlace, report.position), duration),
        resumedMs: session.startedAt.getTime(),
      }),
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

function rowOf(share: Share, { covered, beyond, completes, visits }: Outcome) {
  const { session, credited, used, position, resumedMs } = share;
  const { viewerId, lectureId } = session;
  const creditedMs = credited.reduce((sum, { from, to }) => sum + Math.round((to - from) * 1000), 0);
  const elapsedMs = elapsedOf(credited);
  return {
    ...{ viewerId, lectureId, covered, beyond, completes, visits, creditedMs, elapsedMs },
    ...{ used, position, resumedMs },
  };
}

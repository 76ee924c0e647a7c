/** Takes a report of played segments into the ledger, and everything that derives from it, at once. */

import type { Context } from '../context.ts';
import type { PlayedReport, Watched } from '../contract/progress.ts';
import { Refusal } from '../errors.ts';
import { isComplete, watchedShare } from './completion.ts';
import { type Credited, credit } from './credit.ts';
import { seoulDay } from './days.ts';
import {
  addRetention,
  addToDay,
  addWatched,
  insertSegments,
  knownSeqs,
  lockWatched,
  markCompleted,
  markViewed,
  playbackSessionOf,
  type Span,
} from './queries.ts';
import { deltasOf, wholeRange } from './retention.ts';

/**
 * Committed when this returns. A segment whose `(session, seq)` is known has no second effect.
 * @throws {Refusal} not_found for a session that is not this viewer's · bad_request for from > to ·
 *   unavailable while the lecture has no length
 */
export async function recordPlayed(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  viewerId: string,
  sessionId: string,
  report: PlayedReport,
): Promise<Watched> {
  if (report.segments.some((segment) => segment.from > segment.to)) {
    throw new Refusal('bad_request', [{ field: 'segments', message: 'from > to' }]);
  }
  const now = clock();
  return db.transaction(async (tx) => {
    const session = await playbackSessionOf(tx, sessionId, viewerId);
    if (!session) throw new Refusal('not_found');
    // A recording that takes another's place has no length yet: the client keeps its report and tries again.
    if (session.duration === null) throw new Refusal('unavailable');
    const { lectureId, duration, staff, startedAt } = session;

    const before = await lockWatched(tx, viewerId, lectureId, startedAt);
    const known = await knownSeqs(
      tx,
      sessionId,
      report.segments.map((segment) => segment.seq),
    );
    const bounds = { duration, sessionStartedAt: startedAt, creditedUntil: before.creditedUntil, now };
    const { segments, creditedUntil } = credit(unseen(report.segments, known), bounds);
    if (segments.length > 0) await insertSegments(tx, sessionId, segments, now);

    const creditedMs = playedMs(segments);
    const position = Math.min(report.position, duration);
    const row = { viewerId, lectureId, spans: segments, creditedMs, creditedUntil, position };
    const { covered, fresh } = await addWatched(tx, row, now);

    const seconds = lengthOf(covered);
    const completes = !before.completedAt && isComplete(seconds, duration, session.completionShare);
    if (completes) await markCompleted(tx, viewerId, lectureId, now);
    if (creditedMs > 0) {
      const firstView = await markViewed(tx, sessionId, now);
      if (!staff) {
        await addRetention(tx, lectureId, deltasOf(fresh.map(wholeRange), segments.map(wholeRange)));
        const sums = { views: firstView ? 1 : 0, watchedMs: creditedMs, completions: completes ? 1 : 0 };
        await addToDay(tx, seoulDay(now), lectureId, viewerId, sums);
      }
    }
    return {
      watched: covered,
      share: watchedShare(seconds, duration),
      completed: completes || before.completedAt !== null,
    };
  });
}

/** Segments the ledger does not have; of two with the same number the first. */
function unseen<T extends { seq: number }>(segments: readonly T[], known: ReadonlySet<number>): T[] {
  const seen = new Set(known);
  return segments.filter(({ seq }) => !seen.has(seq) && seen.add(seq));
}

const playedMs = (segments: readonly Credited[]): number =>
  Math.round(segments.reduce((sum, { from, to }) => sum + (to - from) * 1000, 0));

/** Seconds covered by spans that do not overlap. */
const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + (to - from), 0);

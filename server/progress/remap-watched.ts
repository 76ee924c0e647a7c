/** Another recording takes a lecture over: what was watched of the one before counts where this one shows it. */

import type { Db } from '../database/client.ts';
import type { Kept } from '../database/schema/recordings.ts';
import { msOf, united } from './ranges.ts';
import { parted, remapped, remappedCurve, remappedPlace } from './remap.ts';
import { partWatched, rowsToRemap, storeRemapped, type WatchedRow } from './remap-queries.ts';
import { curveDeltas, type Delta, deltasOf, prefixSums, wholeRange, wholeSeconds } from './retention.ts';
import { deleteRetention, retentionDeltasOf } from './retention-queries.ts';
import { addSums } from './sum-queries.ts';

/** Seconds, and what it keeps of the one before. */
type Recording = { duration: number; kept: Kept[] | null };

/**
 * Moves what viewers have watched of a lecture to where its next recording shows it. What that is too short for
 * is kept aside, and no progress. A completion stays, and none is given: that takes another report.
 * The ledger is held, and the recording becomes the current one within the transaction.
 */
export async function remapWatched(tx: Db, lectureId: string, { duration, kept }: Recording): Promise<void> {
  const lectureTotals = (rows: readonly { staff: boolean; coveredMs: number }[]) =>
    rows.map((row) => ({ lectureId, views: 0, watchedMs: 0, completions: 0, viewers: 0, ...row }));
  if (!kept) {
    return addSums(tx, [{ lectureTotals: lectureTotals(await partWatched(tx, lectureId, duration)) }]);
  }
  const retention = (deltas: readonly Delta[]) => deltas.map((delta) => ({ lectureId, ...delta }));
  const before = await retentionDeltasOf(tx, lectureId);
  const { plays } = prefixSums(before, before.at(-1)?.second ?? 0);
  await deleteRetention(tx, lectureId);
  await addSums(tx, [
    { retention: retention(curveDeltas(remappedCurve(plays, kept, wholeSeconds(duration)))) },
  ]);
  for await (const rows of rowsToRemap(tx, lectureId)) {
    const moved = rows.map((row) => ({ ...row, ...remappedRow(row, { duration, kept }) }));
    await storeRemapped(tx, lectureId, moved);
    const spans = moved.filter(({ staff }) => !staff).flatMap(({ ranges, beyond }) => [...ranges, ...beyond]);
    const gained = moved.map(({ staff, ranges }, nth) => ({
      ...{ staff, coveredMs: msOf(ranges) - msOf(rows[nth]?.ranges ?? []) },
    }));
    await addSums(tx, [
      { retention: retention(deltasOf(spans.map(wholeRange), [])), lectureTotals: lectureTotals(gained) },
    ]);
  }
}

/** Pure. */
function remappedRow({ ranges, beyond, position }: WatchedRow, { duration, kept }: Recording) {
  return {
    ...parted(remapped(united([...ranges, ...beyond]), kept), duration),
    position: Math.min(remappedPlace(position, kept), duration),
  };
}

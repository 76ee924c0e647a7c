/**
 * Empties the bin: of a lecture that was deleted weeks ago, media and texts go for good. Title and numbers of one that
 * somebody watched stay, so that reports of the past say what they always said; of others nothing does.
 */
import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { type Db, rowsOf } from '../database/client.ts';

import { UNDER_WAY } from '../database/schema/recordings.ts';

import {
  captionDrafts,
  captionTracks,
  chapters,
  handouts,
  lectures,
  posters,
  recordings,
} from '../database/schema/schema.ts';
import { listHandouts } from '../handouts/queries.ts';

import { holdLedger } from '../progress/ledger-lock.ts';
import { recordingIdsOf } from '../recordings/recording-queries.ts';
import {
  handoutPrefix,
  posterPrefix,
  recordingPrefix,
  sourcePrefix,
  uploadedPrefix,
} from '../storage/keys.ts';

/** Days for which a deleted lecture can be brought back. */
const BIN_DAYS = 30;
const DAY_MS = 86_400_000;

/** What was deleted before then is gone for good. */
export const emptiedBefore = (now: Date): Date => new Date(now.getTime() - BIN_DAYS * DAY_MS);

/** When a lecture that was deleted then will be gone for good. */
export const emptiedAfter = (deletedAt: Date): Date => new Date(deletedAt.getTime() + BIN_DAYS * DAY_MS);

/** @returns how many lectures' */
export async function emptyBin({ db, storage, clock }: Context): Promise<number> {
  const now = clock();
  const ids = await deletedBefore(db, emptiedBefore(now));
  for (const id of ids) {
    await stopTranscodes(db, id);
    // the row last: what cannot be removed now is tried again
    for (const recordingId of await recordingIdsOf(db, id)) {
      for (const prefix of [recordingPrefix(recordingId), sourcePrefix(recordingId)]) {
        await storage.deletePrefix(prefix);
      }
    }
    for (const { id: handoutId } of await listHandouts(db, id)) {
      await storage.deletePrefix(handoutPrefix(handoutId));
    }
    for (const prefix of [posterPrefix(id), uploadedPrefix(id)]) await storage.deletePrefix(prefix);
    await forget(db, id, now);
  }
  return ids.length;
}

async function deletedBefore(db: Db, time: Date): Promise<string[]> {
  const due = and(lte(lectures.deletedAt, time), isNull(lectures.emptiedAt));
  const rows = await db.select({ id: lectures.id }).from(lectures).where(due);
  return rows.map(({ id }) => id);
}

async function stopTranscodes(db: Db, lectureId: string): Promise<void> {
  await db
    .update(recordings)
    .set({ state: 'cancelled', updatedAt: sql`now()` })
    .where(and(eq(recordings.lectureId, lectureId), sql`${recordings.state} in ${UNDER_WAY}`));
}

async function forget(db: Db, id: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await holdLedger(tx);
    const [watched] = await rowsOf(tx, sql`select 1 from watched where lecture_id = ${id}::uuid limit 1`);
    if (!watched) {
      await tx.delete(lectures).where(eq(lectures.id, id));
      return;
    }
    await tx.delete(captionDrafts).where(eq(captionDrafts.lectureId, id));
    await tx.delete(captionTracks).where(eq(captionTracks.lectureId, id));
    await tx.delete(handouts).where(eq(handouts.lectureId, id));
    await tx.delete(chapters).where(eq(chapters.lectureId, id));
    await tx.delete(posters).where(eq(posters.lectureId, id));
    await tx
      .update(lectures)
      .set({ summary: '', summaryEn: '', searchText: '', searchChoseong: '', emptiedAt: now })
      .where(eq(lectures.id, id));
  });
}

/** SQL of captions that are being worked on. */
import { and, eq, sql } from 'drizzle-orm';
import type { Cue, DraftOrigin } from '../contract/captions.ts';
import type { CaptionLanguage } from '../contract/vocabulary.ts';
import { type Db, first } from '../database/client.ts';
import { accounts, captionDrafts } from '../database/schema/schema.ts';

/** Which captions. */
export type Which = { lectureId: string; language: CaptionLanguage };

const is = ({ lectureId, language }: Which) =>
  and(eq(captionDrafts.lectureId, lectureId), eq(captionDrafts.language, language));

export type DraftRow = {
  version: number;
  trackVersion: number;
  origin: DraftOrigin;
  cues: Cue[];
  savedAt: Date;
  savedBy: string | null;
};

/** @param lock whether nobody else may save or remove it until the caller's transaction ends */
export async function captionDraft(db: Db, which: Which, lock = false): Promise<DraftRow | null> {
  const query = db
    .select({
      version: captionDrafts.version,
      trackVersion: captionDrafts.trackVersion,
      origin: captionDrafts.origin,
      cues: captionDrafts.cues,
      savedAt: captionDrafts.updatedAt,
      savedBy: accounts.name,
    })
    .from(captionDrafts)
    .leftJoin(accounts, eq(accounts.id, captionDrafts.savedBy))
    .where(is(which));
  return first(await (lock ? query.for('update', { of: captionDrafts }) : query));
}

/** The first save. @returns whether there was no draft yet */
export async function insertDraft(
  db: Db,
  which: Which,
  draft: { cues: Cue[]; origin: DraftOrigin; trackVersion: number; savedBy: string | null; now: Date },
): Promise<boolean> {
  const { now, ...values } = draft;
  const rows = await db
    .insert(captionDrafts)
    .values({ ...which, ...values, version: 1, updatedAt: now })
    .onConflictDoNothing()
    .returning({ version: captionDrafts.version });
  return rows.length > 0;
}

/** A later save. @returns whether the draft still was the one that was edited */
export async function updateDraft(
  db: Db,
  which: Which,
  {
    version,
    trackVersion,
    cues,
    savedBy,
    now,
  }: { version: number; trackVersion: number; cues: Cue[]; savedBy: string; now: Date },
): Promise<boolean> {
  const rows = await db
    .update(captionDrafts)
    .set({ cues, savedBy, updatedAt: now, version: sql`${captionDrafts.version} + 1` })
    // versions of a draft begin anew when the one before was published
    .where(and(is(which), eq(captionDrafts.version, version), eq(captionDrafts.trackVersion, trackVersion)))
    .returning({ version: captionDrafts.version });
  return rows.length > 0;
}

export async function deleteDraft(db: Db, which: Which): Promise<void> {
  await db.delete(captionDrafts).where(is(which));
}

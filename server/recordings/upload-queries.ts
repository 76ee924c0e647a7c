/** SQL of uploads. */
import { and, asc, eq, gt, isNotNull, isNull, lt, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type Db, first } from '../database/client.ts';
import { accounts, uploads } from '../database/schema/schema.ts';

export type UploadRow = typeof uploads.$inferSelect;

export async function insertUpload(
  db: Db,
  upload: Pick<UploadRow, 'id' | 'accountId' | 'lectureId' | 'name' | 'bytes' | 'expiresAt'>,
): Promise<void> {
  await db.insert(uploads).values(upload);
}

/** The upload, when it is this account's. */
export async function uploadOf(db: Db, id: string, accountId: string): Promise<UploadRow | null> {
  const rows = await db
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, id), eq(uploads.accountId, accountId)));
  return first(rows);
}

/** As uploadOf, and nobody else finishes it before the transaction ends. */
export async function lockUpload(tx: Db, id: string, accountId: string): Promise<UploadRow | null> {
  const rows = await tx
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, id), eq(uploads.accountId, accountId)))
    .for('update');
  return first(rows);
}

export async function markFinished(tx: Db, id: string, now: Date): Promise<void> {
  await tx.update(uploads).set({ finishedAt: now }).where(eq(uploads.id, id));
}

export async function deleteUpload(db: Db, id: string): Promise<void> {
  await db.delete(uploads).where(and(eq(uploads.id, id), isNull(uploads.finishedAt)));
}

/** Holds an upload that nobody has finished, or is finishing now. @returns false otherwise */
export async function holdUnfinished(tx: Db, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(eq(uploads.id, id), isNull(uploads.finishedAt)))
    .for('update', { skipLocked: true });
  return rows.length > 0;
}

/** Ids of an account's uploads that nobody has finished. */
export async function unfinishedOf(db: Db, accountId: string): Promise<string[]> {
  const rows = await db
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(eq(uploads.accountId, accountId), isNull(uploads.finishedAt)));
  return rows.map((row) => row.id);
}

/** Ids of uploads that nobody finished in time. */
export async function expiredUploads(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(lt(uploads.expiresAt, now), isNull(uploads.finishedAt)));
  return rows.map((row) => row.id);
}

/**
 * Those that nobody has finished, of which it is known for which lecture they are, the oldest first. Whose sender
 * began anew with the same file, as after an answer that was lost, is left to the sweeper: nobody goes on with it.
 */
export async function unfinishedUploads(db: Db) {
  const later = alias(uploads, 'later');
  const begunAnew = db
    .select({ id: later.id })
    .from(later)
    .where(
      and(
        eq(later.accountId, uploads.accountId),
        eq(later.lectureId, uploads.lectureId),
        eq(later.name, uploads.name),
        eq(later.bytes, uploads.bytes),
        gt(later.createdAt, uploads.createdAt),
      ),
    );
  return db
    .select({
      id: uploads.id,
      lectureId: sql<string>`${uploads.lectureId}`,
      name: uploads.name,
      bytes: uploads.bytes,
      by: accounts.name,
    })
    .from(uploads)
    .innerJoin(accounts, eq(accounts.id, uploads.accountId))
    .where(and(isNull(uploads.finishedAt), isNotNull(uploads.lectureId), notExists(begunAnew)))
    .orderBy(asc(uploads.createdAt), asc(uploads.id));
}

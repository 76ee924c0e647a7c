/**
 * SQL of the workers, as each says of itself. It lies with the queue: a worker is whoever takes its
 * jobs, of any recording; API and worker both know the queue, and no feature need know of processes.
 */
import { eq, sql } from 'drizzle-orm';
import type { Db } from '../database/client.ts';
import { workers } from '../database/schema/schema.ts';

/** A worker that gave no sign of life for so long is taken for dead; it gives one every 5 s. */
export const WORKER_SILENT_SECONDS = 30;

type WorkerRow = typeof workers.$inferSelect;
/** What a worker says of itself. */
export type WorkerCard = Omit<WorkerRow, 'startedAt' | 'seenAt'>;

/** A worker is there, again or for the first time. */
export async function announceWorker(db: Db, card: WorkerCard): Promise<void> {
  await db
    .insert(workers)
    .values(card)
    .onConflictDoUpdate({ target: workers.id, set: { seenAt: sql`now()` } });
}

/** A worker stops. */
export async function withdrawWorker(db: Db, id: string): Promise<void> {
  await db.delete(workers).where(eq(workers.id, id));
}

/** Removes workers that died more than a day ago: until then they tell whoever looks for them. */
export async function forgetDeadWorkers(db: Db): Promise<void> {
  await db.delete(workers).where(sql`${workers.seenAt} < now() - interval '1 day'`);
}

/** Workers that were heard of within some seconds. */
export async function workersSeen(db: Db, seconds = WORKER_SILENT_SECONDS): Promise<WorkerRow[]> {
  return db
    .select()
    .from(workers)
    .where(sql`${workers.seenAt} > now() - make_interval(secs => ${seconds})`)
    .orderBy(workers.host, workers.pid);
}

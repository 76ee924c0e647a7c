/** SQL of the worker that cuts a recording. Everything here is safe to call twice. */
import { and, eq, sql } from 'drizzle-orm';
import { type Db, first, rowsOf } from '../database/client.ts';
import type { Kept, Probe } from '../database/schema/recordings.ts';
import { recordings } from '../database/schema/schema.ts';
import type { Queue } from '../queue/queue.ts';

/** What is to be cut out of which recording. */
export type Cutting = {
  sourceId: string;
  /** of the source: what its probe found, and seconds */
  probe: Probe;
  duration: number;
  kept: Kept[];
};

/**
 * Makes an attempt the one that may give a recording its file.
 * @returns null when it is not to be cut (any more)
 */
export async function takeTrim(db: Db, id: string, attempt: string): Promise<Cutting | null> {
  return first(
    await rowsOf<Cutting>(
      db,
      sql`
    update recordings n set trim_attempt = ${attempt}::uuid, updated_at = now(), seconds_done = 0,
      seconds_total = (select sum((part->>'to')::float8 - (part->>'from')::float8) from jsonb_array_elements(n.kept) part)
    from recordings r
    where n.id = ${id}::uuid and n.state = 'trimming' and r.id = n.trim_of
    returning r.id as "sourceId", r.probe, r.duration, n.kept`,
    ),
  );
}

const held = (id: string, attempt: string) =>
  and(eq(recordings.id, id), eq(recordings.state, 'trimming'), eq(recordings.trimAttempt, attempt));

/** @returns false when the attempt works for nothing: a newer one took over, or the recording was cancelled */
export async function reportTrim(db: Db, id: string, attempt: string, seconds: number): Promise<boolean> {
  const rows = await db
    .update(recordings)
    .set({ secondsDone: seconds, updatedAt: sql`now()` })
    .where(held(id, attempt))
    .returning({ id: recordings.id });
  return rows.length > 0;
}

/** The file is in storage: from here on the recording is made as one that was uploaded. */
export async function landTrim(
  db: Db,
  queue: Queue,
  { id, attempt, bytes }: { id: string; attempt: string; bytes: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const landed = await tx
      .update(recordings)
      .set({ state: 'uploaded', bytes, secondsDone: 0, secondsTotal: 0, updatedAt: sql`now()` })
      .where(held(id, attempt))
      .returning({ id: recordings.id });
    if (landed.length > 0) await queue.enqueue(tx, [{ kind: 'probe', recordingId: id }]);
  });
}

/**
 * SQL of posters that staff chose. A new picture takes the place of the one before when it is made; what was asked for
 * last counts, and whatever is made for an earlier request changes nothing.
 */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Db, first, rowsOf } from '../database/client.ts';
import { lectures, posters } from '../database/schema/schema.ts';
import type { PosterJob } from '../queue/jobs.ts';
import type { Queue } from '../queue/queue.ts';

type PosterRow = Omit<typeof posters.$inferSelect, 'lectureId'> & {
  /** storage keys of the pictures that the current recording offers, the default first */
  candidates: string[];
};

/** A lecture's poster as it stands. */
export async function posterOf(db: Db, lectureId: string): Promise<PosterRow | null> {
  const rows = await rowsOf<PosterRow>(
    db,
    sql`
    select p.key, p.request, p.code, coalesce(s.poster_keys, '{}') as candidates
    from lectures l
    left join posters p on p.lecture_id = l.id
    left join recordings r on r.lecture_id = l.id and r.replaced_at is null and not r.waiting
    left join storyboards s on s.recording_id = r.id
    where l.id = ${lectureId}::uuid`,
  );
  return first(rows);
}

/** Shows a picture that is in storage. Whatever was asked for before is called off. @param key null = the default */
export async function setPoster(db: Db, lectureId: string, key: string | null): Promise<void> {
  const shown = { key, request: null, code: null };
  await db.transaction(async (tx) => {
    await tx
      .insert(posters)
      .values({ lectureId, ...shown })
      .onConflictDoUpdate({ target: posters.lectureId, set: shown });
    await noteChange(tx, lectureId);
  });
}

/** Has a picture made. Until it is there the one before is shown. */
export async function requestPoster(db: Db, queue: Queue, job: Omit<PosterJob, 'kind'>): Promise<void> {
  const { lectureId, request } = job;
  const asked = { request, code: null };
  await db.transaction(async (tx) => {
    await tx
      .insert(posters)
      .values({ lectureId, ...asked })
      .onConflictDoUpdate({ target: posters.lectureId, set: asked });
    await queue.enqueue(tx, [{ kind: 'poster', ...job }]);
    await noteChange(tx, lectureId);
  });
}

/** Which lecture's, and what it was asked for with. */
type Request = Pick<PosterJob, 'lectureId' | 'request'>;

const awaited = ({ lectureId, request }: Request) =>
  and(eq(posters.lectureId, lectureId), eq(posters.request, request), isNull(posters.code));

/** False when something else was asked for since, or the lecture is gone. */
export async function isPosterAwaited(db: Db, request: Request): Promise<boolean> {
  const rows = await db.select({ key: posters.key }).from(posters).where(awaited(request));
  return rows.length > 0;
}

/** The picture is there. @returns false when nobody awaits it any more */
export async function landPoster(db: Db, request: Request, key: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const landed = await tx
      .update(posters)
      .set({ key, request: null })
      .where(awaited(request))
      .returning({ key: posters.key });
    if (landed.length === 0) return false;
    await noteChange(tx, request.lectureId);
    return true;
  });
}

/** The picture cannot be made. @param code as `posterMessage` knows it */
export async function failPoster(db: Db, request: Request, code: string): Promise<void> {
  await db.update(posters).set({ code }).where(awaited(request));
}

/** Everybody who has the lecture open for editing hears of it. */
async function noteChange(tx: Db, lectureId: string): Promise<void> {
  await tx
    .update(lectures)
    .set({ updatedAt: sql`greatest(${lectures.updatedAt} + interval '1 millisecond', now())` })
    .where(eq(lectures.id, lectureId));
}

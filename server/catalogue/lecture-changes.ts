/** SQL of what staff change about lectures. */
import { and, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import { isUpcoming } from '../accounts/may-watch.ts';
import type { Context } from '../context.ts';
import type { LectureChange, NewLecture } from '../contract/lectures.ts';
import { type Db, first } from '../database/client.ts';
import { lectures } from '../database/schema/schema.ts';
import { changedAt, requireUnedited } from '../edited.ts';
import { Refusal } from '../errors.ts';
import { holdLedger } from '../progress/ledger-lock.ts';
import { regrouped } from '../progress/regroup.ts';
import { completeMet } from '../progress/rules.ts';
import { emptiedBefore } from './bin.ts';
import { searchColumns } from './search-text.ts';

type Row = typeof lectures.$inferSelect;

/**
 * Makes a lecture; one that its maker has made under the same id stays as it is.
 * @returns its id
 * @throws {Refusal} bad_request when it is to be taken down before it is published · conflict when somebody else's has
 *   the id
 */
export async function insertLecture(
  db: Db,
  { id, ...lecture }: NewLecture,
  createdBy: string,
  now: Date,
): Promise<string> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(lectures)
      .values({ ...(id && { id }), title: lecture.title, createdBy, updatedAt: now })
      .onConflictDoNothing()
      .returning();
    if (!row) return madeBefore(tx, id ?? '', createdBy);
    await tx
      .update(lectures)
      .set(changed(row, lecture, now))
      .where(eq(lectures.id, row.id));
    return row.id;
  });
}

async function madeBefore(tx: Db, id: string, createdBy: string): Promise<string> {
  const that = and(eq(lectures.id, id), eq(lectures.createdBy, createdBy));
  const own = first(await tx.select({ id: lectures.id }).from(lectures).where(that));
  if (!own) throw new Refusal('conflict');
  return own.id;
}

/**
 * @returns false when there is no such lecture, or it is in the bin
 * @throws {Refusal} bad_request when it is to be taken down before it is published · edited_meanwhile when it is not
 *   any more what whoever changes it was shown
 */
export async function updateLecture(
  db: Db,
  id: string,
  { was = {}, ...change }: LectureChange,
  now: Date,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { courseId, visibility, publicFrom, audience } = change;
    // what changes who completes what has the ledger before it has the lecture, as everywhere
    if ([courseId, visibility, publicFrom, audience].some((value) => value !== undefined))
      await holdLedger(tx);
    const before = first(await tx.select().from(lectures).where(eq(lectures.id, id)).for('no key update'));
    if (!before || before.deletedAt) return false;
    requireUnedited(timed(before), timed(nfc(change)), timed(nfc(was)));
    const after = changed(before, change, now);
    const update = async () => {
      await tx.update(lectures).set(after).where(eq(lectures.id, id));
    };
    const stays = DECIDING.every((name) => after[name] === before[name]);
    await (stays ? update() : moved(tx, id, now, update));
    return true;
  });
}

/** On what it depends, besides the bin, for which course a lecture counts, and whether it does: `COUNTED`. */
const DECIDING = ['courseId', 'visibility', 'audience', 'upcoming'] as const;

/** Changes within the transaction what a lecture counts for: its course, or whether it counts at all. */
async function moved(tx: Db, id: string, now: Date, change: () => Promise<void>): Promise<void> {
  await regrouped(tx, watching(id), async () => {
    await change();
    // those of another course's rule
    await completeMet(tx, [id], now);
  });
}

const watching = (lectureId: string) =>
  sql`w.viewer_id in (select viewer_id from watched where lecture_id = ${lectureId}::uuid)`;

/** Lectures whose time has come count for their courses in statistics from now on. @returns how many */
export async function beginLectures({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  const now = clock();
  const due = and(lectures.upcoming, lte(lectures.publicFrom, now));
  const rows = await db.select({ id: lectures.id }).from(lectures).where(due);
  for (const { id } of rows) {
    await db.transaction((tx) =>
      moved(tx, id, now, async () => {
        await tx
          .update(lectures)
          .set({ upcoming: false })
          .where(and(eq(lectures.id, id), due));
      }),
    );
  }
  return rows.length;
}

/** Puts a lecture into the bin: it is gone for everybody but who manages it. @returns false when it is not there */
export const binLecture = (db: Db, id: string, deletedBy: string, now: Date): Promise<boolean> =>
  putAway(db, id, { deletedAt: now, deletedBy }, now);

/** Takes a lecture out of the bin, as it was. @returns false when it is not in there (any more) */
export const restoreLecture = (db: Db, id: string, now: Date): Promise<boolean> =>
  putAway(db, id, { deletedAt: null, deletedBy: null }, now);

function putAway(db: Db, id: string, where: Pick<Row, 'deletedAt' | 'deletedBy'>, now: Date) {
  const isElsewhere = where.deletedAt
    ? isNull(lectures.deletedAt)
    : gt(lectures.deletedAt, emptiedBefore(now));
  const that = and(eq(lectures.id, id), isElsewhere);
  return db.transaction(async (tx) => {
    await holdLedger(tx);
    const found = await tx.select({ id: lectures.id }).from(lectures).where(that).for('no key update');
    if (found.length === 0) return false;
    await moved(tx, id, now, async () => {
      await tx
        .update(lectures)
        .set({ ...where, updatedAt: now })
        .where(eq(lectures.id, id));
    });
    return true;
  });
}

/** The whole row, with what follows from what is changed. Pure. */
function changed(
  before: Row,
  { publicFrom, publicUntil, ...change }: Omit<LectureChange, 'was'>,
  now: Date,
): Row {
  const after = {
    ...{ ...before, ...nfc(change) },
    ...(publicFrom !== undefined && { publicFrom: publicFrom === null ? null : new Date(publicFrom) }),
    ...(publicUntil !== undefined && { publicUntil: publicUntil === null ? null : new Date(publicUntil) }),
  };
  if (after.publicFrom && after.publicUntil && after.publicUntil <= after.publicFrom) {
    throw new Refusal('bad_request', [
      {
        field: 'publicUntil',
        message: '공개 종료는 공개 시작보다 뒤여야 합니다. · It must end after it begins.',
      },
    ]);
  }
  const isPublished = after.visibility !== 'draft';
  // one that never came to be public is public from another time
  const known = before.publishedAt !== null && before.publishedAt <= now ? before.publishedAt : null;
  const from = isUpcoming(after, now) ? after.publicFrom : now;
  return {
    ...{ ...after, ...searchColumns(after) },
    publishedAt: isPublished ? (known ?? from) : known,
    upcoming: isPublished && isUpcoming(after, now),
    updatedAt: changedAt(before.updatedAt, now),
  };
}

/** Times as what can be compared: however they were written. */
const timed = ({
  publicFrom,
  publicUntil,
  ...others
}: Omit<LectureChange, 'was' | 'publicFrom' | 'publicUntil'> & Times): Readonly<Record<string, unknown>> => ({
  ...others,
  ...(publicFrom !== undefined && { publicFrom: publicFrom && new Date(publicFrom) }),
  ...(publicUntil !== undefined && { publicUntil: publicUntil && new Date(publicUntil) }),
});
type Times = { publicFrom?: Date | string | null; publicUntil?: Date | string | null };

/** Text as it is stored: composed Hangul, as Macs do not send it. */
function nfc<T extends object>(values: T): T {
  const composed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(composed);
    return typeof value === 'string' ? value.normalize('NFC') : value;
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, composed(value)])) as T;
}

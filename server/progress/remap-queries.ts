/** SQL of what viewers watched of a lecture whose recording is another now. The ledger is held. */
import { type SQL, sql } from 'drizzle-orm';
import { type Db, listed, rowsOf } from '../database/client.ts';
import { parseRanges, printRanges, type Span } from './ranges.ts';

/** What a viewer has watched, within the recording and past its end, and where to resume: seconds. */
export type WatchedRow = {
  viewerId: string;
  staff: boolean;
  ranges: Span[];
  beyond: Span[];
  position: number;
};

/** Rows at a time: there may be more than fit into memory. */
const AT_ONCE = 2000;

/** Rows of a lecture of which something was cut: all of them, a few at a time. */
export async function* rowsToRemap(tx: Db, lectureId: string): AsyncGenerator<WatchedRow[]> {
  await tx.execute(sql`
    declare remapped no scroll cursor for
    select viewer_id as "viewerId", staff, ranges::text as ranges, beyond::text as beyond, position
    from watched where lecture_id = ${lectureId}::uuid`);
  for (;;) {
    type Row = Omit<WatchedRow, 'ranges' | 'beyond'> & { ranges: string; beyond: string };
    const rows = await rowsOf<Row>(tx, sql.raw(`fetch ${AT_ONCE} from remapped`));
    if (rows.length === 0) break;
    yield rows.map((row) => ({ ...row, ranges: parseRanges(row.ranges), beyond: parseRanges(row.beyond) }));
  }
  await tx.execute(sql`close remapped`);
}

const msOfParts = (parts: SQL) => sql`(select coalesce(sum(upper(p) - lower(p)), 0) from unnest(${parts}) p)`;

/**
 * Parts what was watched of a lecture of which nothing was cut: within its recording, and past the end. Where all
 * stays where it was this is `parted` and `united` for every row, without a row leaving the database.
 * @param duration seconds
 * @returns ms of the lecture that viewers have covered more than before, or fewer, staff apart
 */
export async function partWatched(
  tx: Db,
  lectureId: string,
  duration: number,
): Promise<{ staff: boolean; coveredMs: number }[]> {
  return rowsOf(
    tx,
    sql`
    with present as (select int4multirange(int4range(0, ${Math.round(duration * 1000)}::int)) as whole),
    parted as (
      select w.viewer_id, w.staff, w.ranges as before, (w.ranges + w.beyond) * whole as ranges,
        (w.ranges + w.beyond) - whole as beyond
      from watched w, present
      where w.lecture_id = ${lectureId}::uuid
        and (w.beyond <> '{}' or not w.ranges <@ whole or w.position > ${duration}::float8)),
    moved as (
      update watched w set ranges = p.ranges, beyond = p.beyond, position = least(w.position, ${duration}::float8)
      from parted p where w.viewer_id = p.viewer_id and w.lecture_id = ${lectureId}::uuid)
    select staff, sum(${msOfParts(sql`ranges`)} - ${msOfParts(sql`before`)})::float8 as "coveredMs"
    from parted group by staff`,
  );
}

export async function storeRemapped(tx: Db, lectureId: string, rows: readonly WatchedRow[]): Promise<void> {
  const given = rows.map((row) => ({
    ...row,
    ranges: printRanges(row.ranges),
    beyond: printRanges(row.beyond),
  }));
  await tx.execute(sql`
    update watched w set ranges = g.ranges::int4multirange, beyond = g.beyond::int4multirange, position = g.position
    from unnest(${listed(given, 'viewerId', 'uuid')}, ${listed(given, 'ranges', 'text')},
      ${listed(given, 'beyond', 'text')}, ${listed(given, 'position', 'float8')}) g(viewer_id, ranges, beyond, position)
    where w.viewer_id = g.viewer_id and w.lecture_id = ${lectureId}::uuid`);
}

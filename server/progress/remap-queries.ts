/** SQL of what viewers watched of a lecture whose recording is another now. The ledger is held. */
import { sql } from 'drizzle-orm';
import { type Db, listed, rowsOf } from '../database/client.ts';
import type { Kept } from '../database/schema/recordings.ts';
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

/**
 * The rows that such a recording changes, a few at a time: all of them when something was cut, otherwise those
 * that reach past its end, or did past that of the one before.
 */
export async function* rowsToRemap(
  tx: Db,
  lectureId: string,
  { duration, kept }: { duration: number; kept: Kept[] | null },
): AsyncGenerator<WatchedRow[]> {
  const end = Math.round(duration * 1000);
  await tx.execute(sql`
    declare remapped no scroll cursor for
    select viewer_id as "viewerId", staff, ranges::text as ranges, beyond::text as beyond, position
    from watched where lecture_id = ${lectureId}::uuid and (${kept !== null} or beyond <> '{}'
      or not ranges <@ int4range(0, ${end}::int) or position > ${duration})`);
  for (;;) {
    type Row = Omit<WatchedRow, 'ranges' | 'beyond'> & { ranges: string; beyond: string };
    const rows = await rowsOf<Row>(tx, sql.raw(`fetch ${AT_ONCE} from remapped`));
    if (rows.length === 0) break;
    yield rows.map((row) => ({ ...row, ranges: parseRanges(row.ranges), beyond: parseRanges(row.beyond) }));
  }
  await tx.execute(sql`close remapped`);
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

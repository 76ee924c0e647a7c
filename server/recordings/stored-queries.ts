/** SQL of how much there is in storage. */
import { sql } from 'drizzle-orm';
import { type Db, only, rowsOf } from '../database/client.ts';

/** Bytes that rows name, by what they are; playlists and pictures, which are small, are left out. Reads many rows. */
export async function storedBytes(db: Db): Promise<Record<'recordings' | 'media' | 'handouts', number>> {
  const rows = await rowsOf<{ recordings: number; media: number; handouts: number }>(
    db,
    sql`
    with kept as (
      select r.id, r.bytes from recordings r join lectures l on l.id = r.lecture_id
      where r.removed_at is null and l.emptied_at is null)
    select coalesce((select sum(bytes) from kept), 0)::float8 as recordings,
      coalesce((select sum(size) from segment_runs s join kept on kept.id = s.recording_id,
        unnest(s.bytes) as size), 0)::float8 as media,
      coalesce((select sum(bytes) from handouts), 0)::float8 as handouts`,
  );
  return only(rows);
}

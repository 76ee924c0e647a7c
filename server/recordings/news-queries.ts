/** SQL of which recordings have news. */
import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../database/client.ts';
import { UNDER_WAY } from '../database/schema/recordings.ts';
import { recordings } from '../database/schema/schema.ts';
import type { RecordingRow } from './recording-queries.ts';

/** Seconds for which the end of something is news: whoever looks every second sees it. */
const NEWS_SECONDS = 15;

/** A lecture's newest recording, and whose lecture it is. */
export type NewsRow = { owner: string | null; recording: RecordingRow };

/** The newest recording of every lecture of which something is being made, or was a moment ago. */
export async function recordingsWithNews(db: Db): Promise<NewsRow[]> {
  const ids = await rowsOf<{ id: string; owner: string | null }>(
    db,
    sql`
    select n.id, l.created_by as owner
    from lectures l cross join lateral (
      select r.id from recordings r where r.lecture_id = l.id and r.replaced_at is null
      order by r.waiting desc limit 1) n
    where l.id in (
      select r.lecture_id from recordings r
      where r.replaced_at is null and r.state in ${UNDER_WAY}
        or greatest(r.updated_at, r.replaced_at) > now() - make_interval(secs => ${NEWS_SECONDS}))`,
  );
  if (ids.length === 0) return [];
  const owners = new Map(ids.map(({ id, owner }) => [id, owner]));
  const rows = await db
    .select()
    .from(recordings)
    .where(sql`${recordings.id} = any(${`{${ids.map(({ id }) => id).join()}}`}::uuid[])`);
  return rows.map((recording) => ({ owner: owners.get(recording.id) ?? null, recording }));
}

/** SQL of which lectures have news. */
import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../database/client.ts';
import { UNDER_WAY } from '../database/schema/recordings.ts';
import { recordings } from '../database/schema/schema.ts';
import type { RecordingRow } from './recording-queries.ts';

/** Seconds for which the end of something is news: whoever looks every second sees it. */
const NEWS_SECONDS = 15;

/** A lecture, whose it is, and its newest recording. */
export type NewsRow = { lectureId: string; owner: string | null; recording: RecordingRow | null };

/** The lectures of which something is being made, or was a moment ago. @param besides ids of others that are wanted too */
export async function lecturesWithNews(db: Db, besides: readonly string[]): Promise<NewsRow[]> {
  const lectures = await rowsOf<{ lectureId: string; owner: string | null; recordingId: string | null }>(
    db,
    sql`
    select l.id as "lectureId", l.created_by as owner, n.id as "recordingId"
    from lectures l left join lateral (
      select r.id from recordings r where r.lecture_id = l.id and r.replaced_at is null
      order by r.waiting desc limit 1) n on true
    where l.id = any(${listOf(besides)}) or l.id in (
      select r.lecture_id from recordings r
      where r.replaced_at is null and r.state in ${UNDER_WAY}
        or greatest(r.updated_at, r.replaced_at) > now() - make_interval(secs => ${NEWS_SECONDS}))`,
  );
  const ids = lectures.map(({ recordingId }) => recordingId).filter((id) => id !== null);
  if (lectures.length === 0) return [];
  const rows = await db
    .select()
    .from(recordings)
    .where(sql`${recordings.id} = any(${listOf(ids)})`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return lectures.map(({ lectureId, owner, recordingId }) => ({
    ...{ lectureId, owner },
    recording: byId.get(recordingId ?? '') ?? null,
  }));
}

const listOf = (ids: readonly string[]) => sql`${`{${ids.join()}}`}::uuid[]`;

/** SQL of which lectures have news. */
import { sql } from 'drizzle-orm';
import type { LectureNews } from '../contract/recordings.ts';
import { type Db, rowsOf } from '../database/client.ts';
import { UNDER_WAY } from '../database/schema/recordings.ts';
import { recordings } from '../database/schema/schema.ts';
import type { RecordingRow } from './recording-queries.ts';

/** A lecture, whose it is, and how it stands. */
export type NewsRow = Pick<LectureNews, 'lectureId' | 'changed'> & {
  owner: string | null;
  recording: RecordingRow | null;
};
type Found = Omit<NewsRow, 'recording'> & { recordingId: string | null };

/**
 * The lectures of which something is being made, or has changed.
 * @param seconds for which a change is news
 * @param besides ids of others that are wanted too
 */
export async function lecturesWithNews(
  db: Db,
  seconds: number,
  besides: readonly string[],
): Promise<NewsRow[]> {
  const isNew = sql`> now() - make_interval(secs => ${seconds})`;
  const lectures = await rowsOf<Found>(
    db,
    sql`
    with news as (
      select r.lecture_id from recordings r
      where r.replaced_at is null and r.state in ${UNDER_WAY} or greatest(r.updated_at, r.replaced_at) ${isNew}
      union select unnest(${listOf(besides)})
      union select lecture_id from posters where updated_at ${isNew}
      union select r.lecture_id from recording_marks m join recordings r on r.id = m.recording_id
        where m.updated_at ${isNew}
      union select lecture_id from transcriptions where updated_at ${isNew}
      union select lecture_id from caption_drafts where updated_at ${isNew})
    select l.id as "lectureId", l.created_by as owner, n.id as "recordingId", json_build_object(
      'poster', (select p.updated_at from posters p where p.lecture_id = l.id),
      'proposals', (select max(m.updated_at) from recording_marks m join recordings r on r.id = m.recording_id
        where r.lecture_id = l.id),
      'drafts', greatest(
        (select max(t.updated_at) from transcriptions t where t.lecture_id = l.id),
        (select max(d.updated_at) from caption_drafts d where d.lecture_id = l.id))) as changed
    from news join lectures l on l.id = news.lecture_id left join lateral (
      select r.id from recordings r where r.lecture_id = l.id and r.replaced_at is null
      order by r.waiting desc limit 1) n on true`,
  );
  const ids = lectures.map(({ recordingId }) => recordingId).filter((id) => id !== null);
  if (lectures.length === 0) return [];
  const rows = await db
    .select()
    .from(recordings)
    .where(sql`${recordings.id} = any(${listOf(ids)})`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return lectures.map(({ recordingId, ...lecture }) => ({
    ...lecture,
    recording: byId.get(recordingId ?? '') ?? null,
  }));
}

const listOf = (ids: readonly string[]) => sql`${`{${ids.join()}}`}::uuid[]`;

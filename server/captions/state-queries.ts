/** SQL of how the captions of a lecture stand, in every language. */
import { sql } from 'drizzle-orm';
import type { CaptionState, CaptionStates } from '../contract/captions.ts';
import { CAPTION_LANGUAGES } from '../contract/vocabulary.ts';
import { type Db, rowsOf } from '../database/client.ts';
import { CURRENT } from '../database/schema/recordings.ts';
import { cuesBeyond } from './file.ts';

type Row = Omit<CaptionState, 'track'> & {
  track: { updatedAt: string; vtt: string } | null;
  duration: number | null;
};

/** All languages in their order, also those without captions. */
export async function captionStates(db: Db, lectureId: string): Promise<CaptionStates['items']> {
  const rows = await rowsOf<Row>(
    db,
    sql`
    select listed.language,
      case when t.language is not null then json_build_object('updatedAt', t.updated_at, 'vtt', t.vtt) end as track,
      r.duration,
      case when d.language is not null then json_build_object('version', d.version, 'origin', d.origin,
        'savedAt', d.updated_at, 'savedBy', a.name) end as draft,
      case when s.language is not null then json_build_object('state', s.state, 'code', s.code,
        'share', case when s.state = 'done' then 1 else coalesce(jsonb_array_length(s.heard)::float8 / s.pieces, 0) end)
      end as transcription
    from unnest(${`{${CAPTION_LANGUAGES.join()}}`}::text[]) with ordinality as listed (language, place)
    left join caption_tracks t on t.lecture_id = ${lectureId}::uuid and t.language = listed.language
    left join caption_drafts d on d.lecture_id = ${lectureId}::uuid and d.language = listed.language
    left join transcriptions s on s.lecture_id = ${lectureId}::uuid and s.language = listed.language
    left join accounts a on a.id = d.saved_by
    left join recordings r on r.lecture_id = ${lectureId}::uuid and ${CURRENT}
    order by place`,
  );
  return rows.map(({ track, duration, ...state }) => ({
    ...state,
    track: track && { updatedAt: track.updatedAt, beyond: cuesBeyond(track.vtt, duration) },
  }));
}

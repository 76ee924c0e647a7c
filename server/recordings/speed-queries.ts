/** SQL of how fast recordings are transcoded. */
import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../database/client.ts';
import type { ChunkKind } from '../database/schema/chunks.ts';
import { TRANSCODE_QUEUE } from '../queue/jobs.ts';

/** Seconds that are looked back. */
export const SPEED_SECONDS = 300;
const QUANTILES = [0.5, 0.95, 1];

export type Speed = {
  of: ChunkKind;
  /** seconds of lecture that landed in each second */
  speed: number;
  /** seconds of a chunk's job, at each quantile; empty when none landed */
  took: { quantile: number; seconds: number }[];
};

/** Of picture and of sound. */
export async function transcodeSpeed(db: Db): Promise<Speed[]> {
  const since = sql`now() - make_interval(secs => ${SPEED_SECONDS})`;
  const rows = await rowsOf<{ of: ChunkKind; speed: number; took: number[] | null }>(
    db,
    sql`
    select of, coalesce(sum(c.duration), 0)::float8 / ${SPEED_SECONDS} as speed,
      percentile_cont(${sql.raw(`array[${QUANTILES.join()}]`)}::float8[]) within group (
        order by extract(epoch from j.completed_on - j.started_on)::float8) as took
    from (values ('video'), ('audio')) as kinds (of)
    left join (pgboss.job j join chunks c
        on c.recording_id = (j.data->>'recordingId')::uuid and c.kind = j.data->>'of'
          and c.index = (j.data->>'index')::int and c.done_at > ${since})
      on j.name = ${TRANSCODE_QUEUE} and j.state = 'completed' and j.completed_on > ${since}
        and j.data->>'kind' = 'chunk' and c.kind = of
    group by of order by of desc`,
  );
  return rows.map(({ took, ...row }) => ({
    ...row,
    took: (took ?? []).map((seconds, nth) => ({ quantile: QUANTILES[nth] ?? 1, seconds })),
  }));
}

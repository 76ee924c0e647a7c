/** SQL of how much there is to do, in pg-boss's own table: it counts by queue, and ours has lanes. */
import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../database/client.ts';
import { LANES, TRANSCODE_QUEUE } from './jobs.ts';

type Lane = keyof typeof LANES;
export type LaneLoad = {
  lane: Lane;
  /** jobs that nobody has begun, those that wait to be tried again too */
  queued: number;
  active: number;
  /** seconds for which the oldest of the queued could have been begun; 0 = none could */
  waited: number;
};

/** All lanes, the empty ones too. */
export async function laneLoads(db: Db): Promise<LaneLoad[]> {
  const lanes = Object.entries(LANES).map(
    ([lane, { minPriority, maxPriority }]) => sql`(${lane}, ${minPriority}::int, ${maxPriority}::int)`,
  );
  return rowsOf<LaneLoad>(
    db,
    sql`
    select lane,
      count(*) filter (where state in ('created', 'retry'))::int as queued,
      count(*) filter (where state = 'active')::int as active,
      coalesce(greatest(0, extract(epoch from now() - min(greatest(created_on, start_after))
        filter (where state in ('created', 'retry')))), 0)::float8 as waited
    from (values ${sql.join(lanes, sql`, `)}) as lanes (lane, least, most)
    left join pgboss.job on name = ${TRANSCODE_QUEUE} and priority between least and most
      and state in ('created', 'retry', 'active')
    group by lane order by lane`,
  );
}

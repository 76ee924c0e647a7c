/** SQL of what staff look for among their lectures. */
import { type SQL, sql } from 'drizzle-orm';
import { phaseSql } from '../accounts/may-watch-sql.ts';
import type { LectureState } from '../contract/vocabulary.ts';
import { UNDER_WAY } from '../database/schema/recordings.ts';

/**
 * A condition on `lectures l` with its recording `r` and the one `n` that waits for its place: the newest one counts,
 * as the studio shows it.
 */
export function stateSql(state: LectureState, now: Date): SQL {
  const newest = sql`coalesce(n.state, r.state)`;
  const uploading = sql`l.id in (select lecture_id from uploads where finished_at is null and lecture_id is not null)`;
  switch (state) {
    case 'no_recording':
      return sql`${newest} is null and not ${uploading}`;
    case 'under_way':
      return sql`(${newest} in ${UNDER_WAY} or ${uploading})`;
    case 'ready':
      return sql`${newest} = 'ready'`;
    case 'stopped':
      return sql`${newest} in ('rejected', 'failed', 'cancelled')`;
  }
  return sql`${phaseSql(now)} = ${state}`;
}

/** The ends of what viewers watched of a lecture: as the counters keep them, and from the ledger itself. */
import type { Client } from 'pg';
import { type Delta, prefixSums, wholeSeconds } from '../../../server/progress/retention.ts';
import { idOf } from './catalogue.ts';

const FROM_COUNTERS =
  'select second, viewers, plays from retention_deltas where lecture_id = $1 order by second';

/** Each end at the nearest second, and of each viewer the union: by definition, without any counter. */
const FROM_LEDGER = `
  with played as (
    select p.viewer_id, int4range(floor(s."from" + 0.5)::int, floor(s."to" + 0.5)::int) as part
    from played_segments s join playback_sessions p on p.id = s.playback_session_id
    where p.lecture_id = $1 and not p.staff and floor(s."from" + 0.5) < floor(s."to" + 0.5)),
  seen as (select unnest(range_agg(part)) as part from played group by viewer_id),
  ends as (
    select lower(part) as second, 1 as viewers, 0 as plays from seen
    union all select upper(part), -1, 0 from seen
    union all select lower(part), 0, 1 from played
    union all select upper(part), 0, -1 from played)
  select second, sum(viewers)::int as viewers, sum(plays)::int as plays from ends group by second order by second`;

export type Curves = { viewers: number[]; plays: number[] };

export type Retention = {
  curves: Curves;
  /** ms until they were there */
  ms: number;
};

/** @param lecture its number @param from which of the two */
export async function retentionOf(
  client: Client,
  lecture: number,
  from: 'counters' | 'ledger',
): Promise<Retention> {
  const id = [idOf('lecture', lecture)];
  const [row] = (await client.query('select duration from recordings where lecture_id = $1', id)).rows;
  const started = performance.now();
  const { rows } = await client.query<Delta>(from === 'counters' ? FROM_COUNTERS : FROM_LEDGER, id);
  const curves = prefixSums(rows, wholeSeconds(row.duration));
  return { curves, ms: performance.now() - started };
}

/** The first second at which two curves differ, or null. Pure. */
export function differenceOf(one: Curves, other: Curves): number | null {
  const length = Math.max(one.viewers.length, other.viewers.length);
  for (let second = 0; second < length; second++) {
    const same = one.viewers[second] === other.viewers[second] && one.plays[second] === other.plays[second];
    if (!same) return second;
  }
  return null;
}

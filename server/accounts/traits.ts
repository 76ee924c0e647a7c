/** SQL of what people say of themselves: the account has it at once, statistics count by it from the next day on. */
import { type SQL, sql } from 'drizzle-orm';
import { UNKNOWN } from '../contract/vocabulary.ts';
import type { Db } from '../database/client.ts';

/** The day of Asia/Seoul at a time. */
export const daySql = (now: Date): SQL =>
  sql`(${now.toISOString()}::timestamptz at time zone 'Asia/Seoul')::date`;

/** `audience` and `region` of viewers `v` as statistics count them on a day: joined as `said`. */
export const saidOn = (day: SQL): SQL => sql`lateral (
  select coalesce(t.audience, v.audience) as audience, coalesce(t.region, v.region) as region
  from (values (1)) one left join (
    select audience, region from viewer_traits where viewer_id = v.id and until >= ${day} order by until limit 1
  ) t on true) said`;

/**
 * Takes over what the account says by now for the viewer that it is, if it has watched anything. What counted until
 * then counts for the rest of the day: a day has one answer for everybody. Within the account's transaction.
 */
export async function tellViewer(tx: Db, accountId: string, now: Date): Promise<void> {
  await tx.execute(sql`
    with before as (
      select v.id, v.audience, v.region, coalesce(a.audience, ${UNKNOWN}) as new_audience,
        coalesce(a.region, ${UNKNOWN}) as new_region
      from viewers v join accounts a on a.id = v.account_id where a.id = ${accountId}::uuid for update of v),
    kept as (
      insert into viewer_traits (viewer_id, until, audience, region)
      select id, ${daySql(now)}, audience, region from before
      where (audience, region) is distinct from (new_audience, new_region)
      on conflict do nothing)
    update viewers v set audience = new_audience, region = new_region from before where v.id = before.id`);
}

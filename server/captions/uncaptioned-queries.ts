/** SQL of lectures with something to watch and no captions that viewers see. */
import { type SQL, sql } from 'drizzle-orm';
import type { UncaptionedLecture, UncaptionedState } from '../contract/uncaptioned.ts';
import { type Db, only, rowsOf } from '../database/client.ts';
import { CURRENT, WATCHABLE } from '../database/schema/recordings.ts';
import { byLanguage } from './track-queries.ts';

/** Whose lectures: null = everybody's. */
type Manager = string | null;

const watchable = (manager: Manager): SQL => sql`
  lectures l join recordings r on r.lecture_id = l.id and ${CURRENT} and ${WATCHABLE}
  where l.deleted_at is null and (${manager}::uuid is null or l.created_by = ${manager}::uuid)`;
const CAPTIONED = sql`exists (select 1 from caption_tracks t where t.lecture_id = l.id)`;
const draftOf = (origin: string) =>
  sql`exists (select 1 from caption_drafts d where d.lecture_id = l.id and d.origin = ${origin})`;
const STATE = sql`case when ${draftOf('edited')} then 'draft' when ${draftOf('automatic')} then 'automatic' else 'none' end`;

/** How many lectures there are, how many lack captions, and how many of those are in one state. */
export async function countUncaptioned(
  db: Db,
  manager: Manager,
  state: UncaptionedState | undefined,
): Promise<{ lectures: number; uncaptioned: number; total: number }> {
  const rows = await rowsOf<{ lectures: number; uncaptioned: number; total: number }>(
    db,
    sql`
    select count(*)::int as lectures, count(*) filter (where not captioned)::int as uncaptioned,
      count(*) filter (where not captioned and state = coalesce(${state ?? null}, state))::int as total
    from (select ${CAPTIONED} as captioned, ${STATE} as state from ${watchable(manager)}) as all_of_them`,
  );
  return only(rows);
}

/** Published ones first, those that are watched most before the others. */
export async function listUncaptioned(
  db: Db,
  manager: Manager,
  state: UncaptionedState | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<UncaptionedLecture[]> {
  return rowsOf<UncaptionedLecture>(
    db,
    sql`
    select * from (
      select l.id, l.title, l.title_en as "titleEn", l.visibility, r.duration, ${STATE} as state,
        coalesce((select t.views from lecture_totals t where t.lecture_id = l.id and not t.staff), 0)::int as views,
        array(select language from caption_drafts d where d.lecture_id = l.id order by ${byLanguage(sql`language`)})
          as languages,
        (select a.name from accounts a where a.id = l.created_by) as manager
      from ${watchable(manager)} and not ${CAPTIONED}) as uncaptioned
    where state = coalesce(${state ?? null}, state)
    order by visibility = 'draft', views desc, title, id limit ${limit} offset ${offset}`,
  );
}

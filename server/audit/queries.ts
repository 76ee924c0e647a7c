/** SQL of searching the audit log. */
import { type SQL, sql } from 'drizzle-orm';
import type { AuditEntry, AuditQuery } from '../contract/audit.ts';
import { type Db, only, rowsOf } from '../database/client.ts';
import { containing } from '../database/containing.ts';

/** What is searched for; days are those of Asia/Seoul. */
export type Search = Omit<AuditQuery, 'page' | 'pageSize' | 'upTo'>;

/** The latest entry's id; 0 when there is none. */
export async function latestEntry(db: Db): Promise<number> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`select coalesce(max(id), 0)::float8 as id from audit_entries`,
  );
  return only(rows).id;
}

/** One page of entries, the latest first. @param upTo id of the latest that counts */
export async function listEntries(db: Db, search: Search, upTo: number, page: number, pageSize: number) {
  const where = sql`e.id <= ${upTo} and ${matching(search)}`;
  const items = await rowsOf<AuditEntry>(
    db,
    sql`
    select e.id::float8 as id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      json_build_object('id', e.actor_id, 'name', a.name, 'role', e.actor_role) as actor, e.action,
      json_build_object('kind', e.subject_kind, 'id', e.subject_id, 'name',
        case e.subject_kind when 'account' then (select name from accounts where id = e.subject_id)
          when 'lecture' then (select title from lectures where id = e.subject_id)
          when 'course' then (select title from courses where id = e.subject_id)
          when 'announcement' then (select title from announcements where id = e.subject_id)
          when 'question' then (select question from questions where id = e.subject_id) end) as subject,
      (select name from accounts where cardinality(e.people) = 1 and id = e.people[1]
        and id is distinct from e.subject_id) as person,
      nullif(cardinality(e.people), 0) as people, e.details, e.reason
    from (select * from audit_entries e where ${where}
      order by e.id desc limit ${pageSize} offset ${(page - 1) * pageSize}) e
    left join accounts a on a.id = e.actor_id
    order by e.id desc`,
  );
  const { total } = only(
    await rowsOf<{ total: number }>(
      db,
      sql`select count(*)::int as total from audit_entries e where ${where}`,
    ),
  );
  return { items, total, page, pageSize, upTo };
}

/** Of `audit_entries e`. */
function matching({ actor, action, subject, from, to }: Search): SQL {
  const wishes = [
    actor && sql`e.actor_id = any(array(${named('accounts', ['name', 'email'], actor)}) || ${idIn(actor)})`,
    action && sql`e.action = ${action}`,
    subject && about(subject),
    from && sql`e.at >= (${from}::date)::timestamp at time zone 'Asia/Seoul'`,
    to && sql`e.at < (${to}::date + 1)::timestamp at time zone 'Asia/Seoul'`,
  ];
  const wanted = wishes.filter((wish) => typeof wish === 'object');
  return wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `);
}

/** Entries of a person's data, or about a thing that has a title. */
function about(text: string): SQL {
  const people = sql`(array(${named('accounts', ['name', 'email'], text)}) || ${idIn(text)})`;
  const titled = TITLED.map(([table, column]) => named(table, [column], text));
  const things = sql`array(${sql.join(titled, sql` union all `)})`;
  return sql`(e.people && ${people} or e.subject_id = any(${people} || ${things}))`;
}

const TITLED = [
  ['lectures', 'title'],
  ['courses', 'title'],
  ['announcements', 'title'],
  ['questions', 'question'],
] as const;

/** Ids of rows with the text in one of these columns. */
function named(table: string, columns: readonly string[], text: string): SQL {
  const has = columns.map((column) => sql`${sql.identifier(column)} ilike ${containing(text)}`);
  return sql`select id from ${sql.identifier(table)} where ${sql.join(has, sql` or `)}`;
}

/** The text as the one id it may be. */
const idIn = (text: string): SQL => {
  const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text.trim()) ? [text.trim()] : [];
  return sql`${sql.param(id)}::uuid[]`;
};

/** Which tables a backup holds. */
import type { ClientBase } from 'pg';

/**
 * Whoever restores signs in anew: sessions, links and turns that ended since must not come back. Workers are those of
 * another day.
 */
const LEFT_OUT = ['sessions', 'account_links', 'attempts', 'sso_flows', 'workers'];
/** What is not worth its row without what lies on the lost machine's disk: bytes of uploads under way. */
const ONLY: Record<string, string> = { uploads: 'finished_at is not null' };
/** Of the queue the work alone: its settings are those of the version that is installed. */
const JOBS = 'pgboss.job';

export type Table = { table: string; columns: string[]; where: string | null };

/** All tables of ours, and that of the jobs, with the columns that can be written. */
export async function listTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end as table,
      array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where (n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> all($1) or n.nspname || '.' || c.relname = $2)
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by 1 order by 1`,
    [LEFT_OUT, JOBS],
  );
  return rows.map((one) => ({ ...one, where: ONLY[one.table] ?? null }));
}

/** As SQL names it. */
export const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');

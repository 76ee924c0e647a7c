/** SQL of what rows say of storage: which objects must be there, and whose the others are. */
import { type SQL, sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../../server/database/client.ts';
import {
  handoutKey,
  handoutPrefix,
  playlistKey,
  posterPrefix,
  recordingPrefix,
  sourceKey,
  sourcePrefix,
} from '../../server/storage/keys.ts';

/** An object that must be there. @param bytes null where rows do not say how many */
export type Named = { key: string; bytes: number | null };
/** What one row of ours owns in storage: a prefix, and what must be under it. */
export type Owner = { owner: string; objects: Named[] };

/** Recordings whose files are to be there: not of lectures whose bin was emptied, nor of those replaced long ago. */
const KEPT = sql`recordings r join lectures l on l.id = r.lecture_id and l.emptied_at is null and r.removed_at is null`;

/** All owners that name anything, one after the other. */
export async function* namedObjects(db: Db): AsyncIterable<Owner> {
  const owners = await rowsOf<{ kind: Kind; id: string }>(
    db,
    sql`select kind, id from (
      select 'recordings' as kind, r.id from ${KEPT} union all select 'sources', r.id from ${KEPT}
      union all select 'handouts', id from handouts
      union all select 'posters', lecture_id from posters where key is not null) as owners order by kind, id`,
  );
  for (const { kind, id } of owners) {
    const objects = await NAMED[kind](db, id);
    if (objects.length > 0) yield { owner: PREFIX[kind](id), objects };
  }
}

/** What is named under a prefix by now. */
export function namedUnder(db: Db, owner: string): Promise<Named[]> {
  const [kind = '', id = ''] = owner.split('/');
  return NAMED[kind as Kind](db, id);
}

type Kind = 'recordings' | 'sources' | 'handouts' | 'posters';
const PREFIX: Record<Kind, (id: string) => string> = {
  recordings: recordingPrefix,
  sources: sourcePrefix,
  handouts: handoutPrefix,
  posters: posterPrefix,
};
const NAMED: Record<Kind, (db: Db, id: string) => Promise<Named[]>> = {
  /** what landed, and once it is ready the playlists */
  async recordings(db, id) {
    const landed = await rowsOf<Named>(
      db,
      sql`select init_key as key, null::int as bytes from renditions
        where recording_id = ${id}::uuid and init_key is not null
      union select of_it.key, of_it.bytes from segment_runs s, unnest(s.keys, s.bytes) as of_it (key, bytes)
        where recording_id = ${id}::uuid
      union select unnest(poster_keys || vtt_key), null from storyboards where recording_id = ${id}::uuid`,
    );
    const packed = await rowsOf<{ name: string }>(
      db,
      sql`select n.name from recordings r join renditions n on n.recording_id = r.id
        where r.id = ${id}::uuid and r.state = 'ready'`,
    );
    const playlists = packed.length > 0 ? ['master', ...packed.map(({ name }) => name)] : [];
    return [...landed, ...playlists.map((name) => ({ key: playlistKey(id, name), bytes: null }))];
  },
  /** 0 bytes: it is still to be made */
  sources: (db, id) =>
    sized(db, sourceKey(id), sql`select bytes::float8 from recordings where id = ${id}::uuid and bytes > 0`),
  handouts: (db, id) =>
    sized(db, handoutKey(id), sql`select bytes::float8 from handouts where id = ${id}::uuid`),
  posters: (db, id) =>
    rowsOf<Named>(
      db,
      sql`select key, null as bytes from posters where lecture_id = ${id}::uuid and key is not null`,
    ),
};

async function sized(db: Db, key: string, query: SQL): Promise<Named[]> {
  return (await rowsOf<{ bytes: number }>(db, query)).map(({ bytes }) => ({ key, bytes }));
}

/** The part of a key that one row stands for. Pure. */
export function ownerOf(key: string): string {
  return key
    .split('/')
    .slice(0, key.startsWith('sources/posters/') ? 3 : 2)
    .concat('')
    .join('/');
}

/** Whether there is that row: what lies under its prefix, named or not, is its own. */
export async function isOwned(db: Db, owner: string): Promise<boolean> {
  const id = owner.split('/').at(-2) ?? '';
  // whatever is called otherwise is none of ours
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return true;
  const lecture = sql`select 1 from lectures where id = ${id}::uuid and emptied_at is null`;
  const recording = sql`select 1 from ${KEPT} where r.id = ${id}::uuid`;
  const query = {
    recordings: recording,
    sources: owner.startsWith('sources/posters/')
      ? lecture
      : sql`${recording} union all select 1 from uploads where id = ${id}::uuid and finished_at is null`,
    handouts: sql`select 1 from handouts where id = ${id}::uuid`,
    posters: lecture,
  }[owner.split('/')[0] as Kind];
  return (await rowsOf(db, query)).length > 0;
}

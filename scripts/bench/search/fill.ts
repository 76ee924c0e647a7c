/** A catalogue to search: lectures with descriptions and captions, put in at once and indexed afterwards. */
import type { Client } from 'pg';
import { endingsOf } from '../../../server/captions/endings.ts';
import { writeWebVtt } from '../../../server/captions/file.ts';
import { searchColumns } from '../../../server/catalogue/search-text.ts';
import { idOf } from '../statistics/catalogue.ts';
import { onConnection } from '../statistics/connection.ts';
import type { Tell } from '../steps.ts';
import { descriptionOf, transcriptOf } from './transcripts.ts';

/** Lectures that are put in together. */
const BATCH = 100;
/** Seconds that lecture `n` lasts: 20 to 70 minutes, in no order. */
const durationOf = (n: number) => 1200 + ((n * 7919) % 3001);

export type Filled = { lectures: number; hours: number; indexBytes: number; keptBytes: number };

/** @param lectures how many */
export async function fill(
  database: string,
  lectures: number,
  { signal, tell }: { signal: AbortSignal; tell: Tell },
): Promise<Filled> {
  return onConnection(database, signal, async (client) => {
    await client.query("set synchronous_commit = off; set maintenance_work_mem = '2GB'");
    const { rows: indexes } = await client.query<{ definition: string }>(
      "select indexdef as definition from pg_indexes where indexname = 'caption_endings_search'",
    );
    await client.query('drop index caption_endings_search');
    for (let first = 1; first <= lectures; first += BATCH) {
      tell(`lecture ${first}`);
      const numbers = Array.from({ length: Math.min(BATCH, lectures + 1 - first) }, (_, at) => first + at);
      await putLectures(client, numbers);
      await putCaptions(client, numbers);
    }
    tell('index');
    for (const { definition } of indexes) await client.query(definition);
    tell('vacuum');
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
    const { rows } = await client.query<Omit<Filled, 'lectures'>>(
      `select pg_relation_size('caption_endings_search')::float8 as "indexBytes",
         pg_table_size('caption_endings')::float8 as "keptBytes",
         (select sum(duration) / 3600 from recordings)::float8 as hours`,
    );
    const [sums] = rows;
    if (!sums) throw new Error('A sum without a row.');
    return { lectures, ...sums };
  });
}

async function putLectures(client: Client, numbers: readonly number[]): Promise<void> {
  const rows = numbers.map((n) => {
    const described = descriptionOf(n);
    const nothing = { titleEn: '', summaryEn: '', instructorEn: '', venueEn: '', fieldEn: '', tagsEn: [] };
    const { tags, ...texts } = described;
    return {
      ...{ id: idOf('lecture', n), ...texts, ...searchColumns({ ...described, ...nothing }) },
      tags: `{${tags.join()}}`,
      duration: durationOf(n),
    };
  });
  await client.query(
    `with put as (select * from json_to_recordset($1) as put (id uuid, title text, summary text, instructor text,
        venue text, field text, tags text[], "searchText" text, "searchChoseong" text, duration int)),
      lecture as (
        insert into lectures (id, title, summary, instructor, venue, field, tags, search_text, search_choseong,
          visibility, published_at)
        select id, title, summary, instructor, venue, field, tags, "searchText", "searchChoseong", 'public',
          now() - duration * interval '1 hour' from put)
    insert into recordings (id, lecture_id, name, bytes, state, duration, probe, chunk_count, playable_at, ready_at)
    select gen_random_uuid(), id, 'lecture.mp4', 1, 'ready', duration, '{}', 1, now(), now() from put`,
    [JSON.stringify(rows)],
  );
}

async function putCaptions(client: Client, numbers: readonly number[]): Promise<void> {
  const tracks = numbers.map((n) => {
    const cues = transcriptOf(n, durationOf(n));
    return { id: idOf('lecture', n), vtt: writeWebVtt(cues), parts: endingsOf(cues) };
  });
  await client.query(
    `insert into caption_tracks (lecture_id, language, vtt)
     select id, 'ko', vtt from unnest($1::uuid[], $2::text[]) as track (id, vtt)`,
    [tracks.map(({ id }) => id), tracks.map(({ vtt }) => vtt)],
  );
  const parts = tracks.flatMap(({ id, parts }) =>
    parts.map((endings, part) => ({ id, part, endings: endings.join(' ') })),
  );
  await client.query(
    `insert into caption_endings (lecture_id, language, part, endings)
     select id, 'ko', part, array_to_tsvector(string_to_array(endings, ' '))
     from unnest($1::uuid[], $2::int[], $3::text[]) as kept (id, part, endings)`,
    [parts.map(({ id }) => id), parts.map(({ part }) => part), parts.map(({ endings }) => endings)],
  );
}

/** What is asked for: a catalogue of many lectures, and one of an hour whose segments lie in the embedded storage. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recordingPrefix } from '../../../server/storage/keys.ts';
import { ask } from '../../postgres/ask.ts';
import type { Bench } from '../run.ts';
import { CATALOGUE, DURATION, idOf, idSql, LECTURES } from '../statistics/catalogue.ts';
import type { Site } from '../statistics/site.ts';
import { type Parts, SEGMENT } from './viewer.ts';

/** Lectures with which the goal is meant. */
const MANY = 10_000;
/** Lectures of a page of the list. */
const PAGE = 12;

/** Bytes of four seconds: of 720p as the engine makes them where a camera moves beside slides, and of sound. */
const RUNGS = { '720p': 400_000, audio: 48_000 } as const;
const SEGMENTS = 3600 / SEGMENT;
const SEGMENTS_A_CHUNK = 15;

/** SQL that makes all of them: those of `CATALOGUE`, and others like them outside of courses. */
export const LARGE_CATALOGUE = `${CATALOGUE};
  insert into lectures (id, created_by, title, field, visibility, published_at, created_at)
    select ${idSql('lecture', 'n')}, ${idSql('account', '1')}, '협치 강의 ' || n, '분야 ' || n % 20, 'public',
      now() - n * interval '1 hour', now() - n * interval '1 hour'
    from generate_series(${LECTURES + 1}, ${MANY}) n;
  insert into recordings (id, lecture_id, name, bytes, state, duration, probe, chunk_count, playable_at, ready_at)
    select gen_random_uuid(), ${idSql('lecture', 'n')}, 'lecture.mp4', 1, 'ready', ${DURATION}, '{}', 1, now(), now()
    from generate_series(${LECTURES + 1}, ${MANY}) n;
  analyze`;

/** What pages of the catalogue ask for. */
export const CATALOGUE_PATHS: readonly string[] = [
  ...[1, 2, 3, 100, 500].map((page) => `/api/lectures?sort=newest&page=${page}&pageSize=${PAGE}`),
  `/api/lectures?sort=popular&page=1&pageSize=${PAGE}`,
  `/api/lectures?field=${encodeURIComponent('분야 7')}&page=1&pageSize=${PAGE}`,
  '/api/fields',
  `/api/courses/${idOf('course', 1)}`,
  `/api/lectures/${idOf('lecture', 1)}`,
];

/** Makes a lecture of an hour, each of its segments a file of its own. */
export async function makeHour({ name, database }: Site, { folder }: Bench): Promise<Parts> {
  const [recording] = await ask<{ id: string }>(database, 'select id from recordings limit 1');
  if (!recording) throw new Error('The catalogue has no recording.');
  const prefix = recordingPrefix(recording.id);
  const keys = Object.entries(RUNGS).map(([rung, bytes]) => {
    const content = randomBytes(bytes);
    return Array.from({ length: SEGMENTS }, (_, n) => {
      const key = `${prefix}${rung}/${n}.m4s`;
      const file = join(folder, name, 'media', key);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return key;
    });
  });
  await ask(
    database,
    `insert into renditions (recording_id, name, kind, rung, width, height, frame_rate, codecs, init_key, init_sha256)
     values ($1::uuid, '720p', 'video', 720, 1280, 720, 30, 'avc1.64001f', $2 || '720p/init.mp4', '-'),
       ($1::uuid, 'audio', 'audio', null, null, null, null, 'mp4a.40.2', $2 || 'audio/init.mp4', '-')`,
    [recording.id, prefix],
  );
  await ask(
    database,
    `insert into segment_runs (recording_id, rendition, run, keys, durations, bytes)
     select $1::uuid, rendition, n / ${SEGMENTS_A_CHUNK}, array_agg($2 || rendition || '/' || n || '.m4s' order by n),
       array_agg(${SEGMENT}), array_agg(bytes)
     from (values ('720p', ${RUNGS['720p']}), ('audio', ${RUNGS.audio})) of_it (rendition, bytes),
       generate_series(0, ${SEGMENTS - 1}) n
     group by rendition, n / ${SEGMENTS_A_CHUNK}`,
    [recording.id, prefix],
  );
  const path = (key: string) => `/media/${key}`;
  const [pictures = [], sounds = []] = keys;
  return {
    playlists: ['master', '720p', 'audio'].map((one) => path(`${prefix}${one}.m3u8`)),
    segments: pictures.map((key, n) => [path(key), path(sounds[n] ?? '')]),
  };
}

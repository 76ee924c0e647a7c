/** The playlist of an hour's lecture, as the engine leaves it in the database: 900 segments of picture, and of sound. */
import { ask } from '../../postgres/ask.ts';
import type { Site } from '../statistics/site.ts';

const CHUNKS = 60;
const SEGMENTS_A_CHUNK = 15;

/** @returns the path of the rung's playlist */
export async function makePlaylist({ database }: Site, recordingId: string): Promise<string> {
  await ask(
    database,
    `insert into renditions (recording_id, name, kind, rung, width, height, frame_rate, codecs, init_key, init_sha256)
     values ($1::uuid, '1080p', 'video', 1080, 1920, 1080, 30, 'avc1.640028', 'recordings/' || $1 || '/1080p/init.mp4', '-'),
       ($1::uuid, 'audio', 'audio', null, null, null, null, 'mp4a.40.2', 'recordings/' || $1 || '/audio/init.mp4', '-')`,
    [recordingId],
  );
  await ask(
    database,
    `insert into segment_runs (recording_id, rendition, run, keys, durations, bytes)
     select $1::uuid, name, run, array_agg('recordings/' || $1 || '/' || gen_random_uuid() || '/' || name || '/' || n || '.m4s'),
       array_agg(4), array_agg(750000)
     from unnest(array['1080p', 'audio']) name, generate_series(0, ${CHUNKS - 1}) run, generate_series(1, ${SEGMENTS_A_CHUNK}) n
     group by name, run`,
    [recordingId],
  );
  return `/media/recordings/${recordingId}/1080p.m3u8`;
}

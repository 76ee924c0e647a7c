/** The end of a transcode: the static HLS package, then the flip of the row. */
import { isComplete, listRenditions, markReady } from '../server/recordings/landing.ts';
import { masterPlaylist, mediaPlaylist } from '../server/recordings/playlist.ts';
import { playlistKey, recordingPrefix } from '../server/storage/keys.ts';
import { patiently } from './patience.ts';
import { stored } from './segments.ts';
import type { Worker } from './worker.ts';

const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl';

/**
 * Makes a recording ready when every part of it has landed. Each job calls it at its end, so whoever
 * lands last does it; doing it twice writes the same texts again.
 */
export async function finishRecording(
  { db, storage, log }: Worker,
  recordingId: string,
  signal: AbortSignal,
): Promise<void> {
  if (!(await patiently(signal, () => isComplete(db, recordingId)))) return;
  const renditions = await patiently(signal, () => listRenditions(db, recordingId));
  const options = { prefix: recordingPrefix(recordingId), complete: true };
  for (const { name } of renditions) {
    const text = mediaPlaylist(renditions, name, options);
    if (!text) throw new Error(`${name} has nothing to list`);
    await stored(storage.put(playlistKey(recordingId, name), text, PLAYLIST_TYPE));
  }
  const master = masterPlaylist(renditions);
  if (!master) throw new Error('the master playlist has nothing to list');
  await stored(storage.put(playlistKey(recordingId, 'master'), master, PLAYLIST_TYPE));
  if (await patiently(signal, () => markReady(db, recordingId))) {
    log.info({ recording: recordingId }, 'transcode: ready');
  }
}

/** The end of a transcode: the static HLS package, then the flip of the row. */
import { isComplete, listRenditions, markReady } from '../server/recordings/landing.ts';
import { masterPlaylist, mediaPlaylist } from '../server/recordings/playlist.ts';
import { playlistKey, recordingPrefix } from '../server/storage/keys.ts';
import { patiently } from './patience.ts';
import { stored } from './stored.ts';
import { sweepStorage } from './sweep.ts';
import type { Worker } from './worker.ts';

const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl';

/**
 * Makes a recording ready when every part of it has landed. Each job calls it at its end, so whoever
 * lands last does it; doing it twice writes the same texts again. Whoever comes to a recording that is
 * ready or deleted by then, again after a kill in between too, removes what is left over.
 */
export async function finishRecording(
  worker: Worker,
  recordingId: string,
  signal: AbortSignal,
): Promise<void> {
  const { db, queue, log } = worker;
  if (await patiently(signal, () => isComplete(db, recordingId))) {
    await storePackage(worker, recordingId, signal);
    if (await patiently(signal, () => markReady(db, queue, recordingId))) {
      log.info({ recording: recordingId }, 'transcode: ready');
    }
  }
  await sweepStorage(worker, recordingId);
}

/** Writes the playlists of a recording beside what they list. */
async function storePackage(
  { db, storage }: Worker,
  recordingId: string,
  signal: AbortSignal,
): Promise<void> {
  const renditions = await patiently(signal, () => listRenditions(db, recordingId));
  if (renditions.length === 0) return; // the lecture was deleted this moment
  const options = { prefix: recordingPrefix(recordingId), complete: true };
  for (const { name } of renditions) {
    const text = mediaPlaylist(renditions, name, options);
    if (!text) throw new Error(`${name} has nothing to list`);
    await stored(signal, () => storage.put(playlistKey(recordingId, name), text, PLAYLIST_TYPE));
  }
  const master = masterPlaylist(renditions);
  if (!master) throw new Error('the master playlist has nothing to list');
  await stored(signal, () => storage.put(playlistKey(recordingId, 'master'), master, PLAYLIST_TYPE));
}

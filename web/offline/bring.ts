/** Brings a lecture onto this device: all that it takes to play one rung, and last that all of it is there. */
import type { Lecture } from '../../server/contract/lectures.ts';
import type { Playback } from '../../server/contract/playback.ts';
import { ApiFailure, api } from '../api.ts';
import { transport } from '../player/reporter/transport.ts';
import { account } from '../session.ts';
import { ask } from './app.ts';
import { describeKept, type KeptLecture, keptLecture } from './kept.ts';
import { keptAddress, lectureCache } from './places.ts';
import { filesIn, onlyRung } from './playlists.ts';

/** Files that are fetched at once. */
const AT_ONCE = 4;
const PLAYLIST = 'application/vnd.apple.mpegurl';

/**
 * What an earlier try brought of the same rung is not fetched again.
 * @param onBytes told of every segment's size, once it is there
 * @throws {ApiFailure} also when media are no longer given; `QuotaExceededError` without room
 */
export async function bring(
  lecture: Lecture,
  rung: KeptLecture['rung'],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const { id } = lecture;
  const playback = await api.get<Playback>(`/api/lectures/${id}/playback`, {}, signal);
  const { recordingId, manifest, poster, captions } = playback;
  if (!recordingId || !manifest) throw new Error('Nothing of the lecture can be played.');
  const kept = keptOf(lecture, playback, rung);
  const cache = await openFor(kept);
  await describeKept(kept);
  await transport.begin({ lectureId: id, recordingId });

  const from = new URL(manifest, location.origin);
  const source = (path: string) => new URL(path, from).href;
  const put = (path: string, body: string | Blob, type: string) =>
    cache.put(keptAddress(id, path), new Response(body, { headers: { 'content-type': type } }));
  const text = async (path: string) => (await fetched(source(path), signal)).text();
  /** @returns bytes */
  const take = async (path: string, address: string): Promise<number> => {
    const there = await cache.match(keptAddress(id, path));
    if (there) return (await there.blob()).size;
    const answer = await fetched(address, signal);
    const body = await answer.blob();
    await put(path, body, answer.headers.get('content-type') ?? '');
    return body.size;
  };

  const master = onlyRung(await text('master.m3u8'), rung.name);
  if (!master) throw new Error(`There is no rung ${rung.name}.`);
  await put('master.m3u8', master, PLAYLIST);
  const files: string[] = [];
  for (const playlist of filesIn(master)) {
    const listed = await text(playlist);
    await put(playlist, listed, PLAYLIST);
    files.push(...filesIn(listed));
  }
  await all(files, async (path) => onBytes(await take(path, source(path))));
  if (poster) await take('poster.jpg', poster);
  for (const { language, url } of captions) await take(`${language}.vtt`, url);
  await readyPlayer();
  // whoever called it off, or signed out, has removed it
  signal.throwIfAborted();
  await describeKept({ ...kept, whole: true });
}

/** What is known of it while nothing is there yet. */
function keptOf(lecture: Lecture, playback: Playback, rung: KeptLecture['rung']): KeptLecture {
  const address = (path: string) => keptAddress(lecture.id, path);
  return {
    ...{
      lecture,
      rung,
      since: new Date().toISOString(),
      accountId: account.peek()?.id ?? null,
      whole: false,
    },
    playback: {
      ...playback,
      manifest: address('master.m3u8'),
      audioManifest: null,
      storyboard: null,
      poster: playback.poster && address('poster.jpg'),
      captions: playback.captions.map(({ language }) => ({ language, url: address(`${language}.vtt`) })),
    },
  };
}

/** Its cache; without what was of another rung or recording. */
async function openFor({ lecture: { id }, playback, rung }: KeptLecture): Promise<Cache> {
  const earlier = await keptLecture(id);
  const isOther = earlier?.playback.recordingId !== playback.recordingId || earlier?.rung.name !== rung.name;
  if (earlier && isOther) await caches.delete(lectureCache(id));
  return caches.open(lectureCache(id));
}

/** A few at once. The first that fails ends all. */
async function all(paths: readonly string[], work: (path: string) => Promise<void>): Promise<void> {
  const left = [...paths];
  const next = async (): Promise<void> => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) await work(path);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** Past the browser's own cache, which is shared by whoever uses it. */
async function fetched(address: string, signal: AbortSignal): Promise<Response> {
  const answer = await fetch(address, { signal, cache: 'no-store' });
  if (answer.ok) return answer;
  const words = { ko: '', en: `${address}: ${answer.status}` };
  throw new ApiFailure(answer.status, { code: 'unavailable', message: words });
}

/** What plays it is kept with the app. */
async function readyPlayer(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  if (!active || !(await ask<boolean>(active, 'player'))) throw new Error('The player could not be kept.');
}

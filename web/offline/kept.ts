/** Lectures that this browser keeps: each in a cache of its own, so that removing it leaves nothing. */
import type { Lecture } from '../../server/contract/lectures.ts';
import type { Playback } from '../../server/contract/playback.ts';
import type { ApiFailure } from '../api.ts';
import { isLectureCache, keptAddress, lectureCache } from './places.ts';

/** One rung of a lecture, as it is kept. */
export interface KeptLecture {
  lecture: Lecture;
  /** all addresses are of what is kept */
  playback: Playback;
  rung: { name: string; height: number; bytes: number };
  /** ISO 8601 */
  since: string;
  /** who keeps it; null without an account */
  accountId: string | null;
  /** false while parts of it are missing */
  whole: boolean;
}

/** The session of the kept recording that the viewer began last, with a network. */
interface LastSession {
  session: string;
  recordingId: string;
  /** ISO 8601 */
  at: string;
}

const ABOUT = 'lecture.json';
const SESSION = 'session.json';
const isPossible = () => 'caches' in globalThis;

async function read<T>(lectureId: string, path: string): Promise<T | null> {
  if (!isPossible()) return null;
  const found = await caches
    .match(keptAddress(lectureId, path), { cacheName: lectureCache(lectureId) })
    .catch(() => undefined);
  return found ? ((await found.json()) as T) : null;
}

async function write(lectureId: string, path: string, what: unknown): Promise<void> {
  const cache = await caches.open(lectureCache(lectureId));
  await cache.put(keptAddress(lectureId, path), Response.json(what));
}

/** What is kept of a lecture, perhaps not yet all; null when nothing is. */
export const keptLecture = (lectureId: string) => read<KeptLecture>(lectureId, ABOUT);

export const describeKept = (kept: KeptLecture) => write(kept.lecture.id, ABOUT, kept);

/** The one kept last first. */
export async function keptLectures(): Promise<KeptLecture[]> {
  const names = isPossible() ? (await caches.keys()).filter(isLectureCache) : [];
  const found = await Promise.all(names.map((name) => keptLecture(name.slice(lectureCache('').length))));
  return found.filter((one) => one !== null).sort((a, b) => (a.since < b.since ? 1 : -1));
}

export async function forgetKept(lectureId: string): Promise<void> {
  // where nothing may be kept nothing is
  if (isPossible()) await caches.delete(lectureCache(lectureId)).catch(() => false);
}

/** Removes all of them: whoever uses the browser next is somebody else, perhaps. */
export async function forgetAllKept(): Promise<void> {
  const names = isPossible() ? await caches.keys() : [];
  await Promise.all(names.filter(isLectureCache).map((name) => caches.delete(name)));
}

/** Whether the server says that somebody may no longer watch it. */
export const isEnded = ({ status }: ApiFailure): boolean => [401, 403, 404, 410].includes(status);

/** Notes a session that began with a network: what is played without one comes after it. Nothing unless it is kept. */
export async function noteSession(
  { lectureId, recordingId }: { lectureId: string; recordingId?: string },
  session: string,
): Promise<void> {
  const kept = recordingId && (await keptLecture(lectureId));
  if (!kept || kept.playback.recordingId !== recordingId) return;
  const last: LastSession = { session, recordingId, at: new Date().toISOString() };
  await write(lectureId, SESSION, last);
}

/** The session that what is played without a network comes after; null when none is known. */
export const lastSession = (lectureId: string) => read<LastSession>(lectureId, SESSION);

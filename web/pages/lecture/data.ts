/** What the lecture's page loads. */
import { useEffect, useRef } from 'preact/hooks';
import type { Course } from '../../../server/contract/courses.ts';
import type { Lecture } from '../../../server/contract/lectures.ts';
import type { Playback } from '../../../server/contract/playback.ts';
import { ApiFailure, api } from '../../api.ts';
import { en, ko } from '../../i18n/player.ts';
import { type Load, useLoad } from '../../load.ts';
import { forgetKept, isEnded, type KeptLecture, keptLecture, lastSession } from '../../offline/kept.ts';
import { sendUnsentWithin, unsentPosition } from '../../player/reporter/unsent.ts';
import { type Cue, parseCues } from '../../player/vtt.ts';

/** While a recording is being transcoded the page looks again this often. */
const AGAIN_MS = 8000;
/** A limited lecture: a session that was revoked stops it within ten seconds, whatever is loaded ahead. */
const LIMITED_MS = 6000;
/** The page opens after this long even when earlier reports cannot be sent. */
const UNSENT_MS = 1500;

export function useLecture(id: string): Load<Lecture> {
  return useLoad(id, (signal) =>
    orKept(id, api.get<Lecture>(`/api/lectures/${id}`, {}, signal), async ({ lecture }) => lecture),
  );
}

/** How a lecture is played. */
export interface Playing extends Playback {
  /** when what plays is kept on this device: the session that it comes after, where one is known */
  kept?: { after: string | null };
}

/** What the server answers; of a kept lecture, what is known of it when nobody answers. */
async function orKept<T>(
  id: string,
  answer: Promise<T>,
  known: (kept: KeptLecture) => Promise<T>,
): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    if (isEnded(error)) await forgetKept(id);
    const kept = error.code === 'offline' ? await keptLecture(id) : null;
    const until = kept?.lecture.publicUntil;
    if (!kept?.whole || (until && Date.parse(until) <= Date.now())) throw error;
    return known(kept);
  }
}

/** Of the same recording, what is kept is played: it costs no data, and a network that goes is not missed. */
async function withKept(playback: Playback, id: string): Promise<Playing> {
  const kept = await keptLecture(id);
  if (!kept?.whole || kept.playback.recordingId !== playback.recordingId) return playback;
  const { manifest, audioManifest } = kept.playback;
  return { ...playback, manifest, audioManifest, kept: { after: (await lastSession(id))?.session ?? null } };
}

export function useCourse(id: string | null): Load<Course> {
  return useLoad(id, (signal) => api.get<Course>(`/api/courses/${id}`, {}, signal));
}

/**
 * How to play a lecture; asked again until all of it is there, and while it is `limited`. What an earlier page could not report is sent first,
 * so that the lecture resumes where it really stopped.
 */
export function usePlayback(id: string, limited: boolean): Load<Playing> {
  const first = useRef(true);
  /** whether what is kept plays; decided once, so that what is kept meanwhile does not break in */
  const playsKept = useRef<boolean | null>(null);
  const load = useLoad(id, async (signal): Promise<Playing> => {
    if (first.current) await sendUnsentWithin(UNSENT_MS);
    first.current = false;
    const answer = api.get<Playback>(`/api/lectures/${id}/playback`, {}, signal);
    const found = await orKept<Playback>(id, answer, async ({ playback }) => ({
      ...playback,
      position: (await unsentPosition(id)) ?? playback.position,
    }));
    const playing = await withKept(found, id);
    playsKept.current ??= playing.kept !== undefined;
    return playsKept.current ? playing : found;
  });
  const { data, busy, reload } = load;
  const again = data && (limited ? LIMITED_MS : !data.complete && AGAIN_MS);
  useEffect(() => {
    if (!again || busy) return;
    const timer = setTimeout(reload, again);
    return () => clearTimeout(timer);
  }, [again, busy]);
  return load;
}

async function cuesOf(url: string, signal: AbortSignal): Promise<Cue[]> {
  const response = await fetch(url, { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    return null;
  });
  if (response?.ok) return parseCues(await response.text());
  const message = { ko: ko.transcriptFailed, en: en.transcriptFailed };
  throw new ApiFailure(response?.status ?? 0, { code: 'unavailable', message });
}

/** The words of a caption track. */
export function useCues(url: string | null): Load<Cue[]> {
  return useLoad(url, (signal) => cuesOf(url ?? '', signal));
}

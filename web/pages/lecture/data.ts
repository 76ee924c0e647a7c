/** What the lecture's page loads. */
import { useEffect, useRef } from 'preact/hooks';
import type { Course } from '../../../server/contract/courses.ts';
import type { Lecture } from '../../../server/contract/lectures.ts';
import type { Playback } from '../../../server/contract/playback.ts';
import { ApiFailure, api } from '../../api.ts';
import { en, ko } from '../../i18n/player.ts';
import { type Load, useLoad } from '../../load.ts';
import { sendUnsentWithin } from '../../player/reporter/unsent.ts';
import { type Cue, parseCues } from '../../player/vtt.ts';

/** While a recording is being transcoded the page looks again this often. */
const AGAIN_MS = 8000;
/** A limited lecture: a session that was revoked stops it within ten seconds, whatever is loaded ahead. */
const LIMITED_MS = 6000;
/** The page opens after this long even when earlier reports cannot be sent. */
const UNSENT_MS = 1500;

export function useLecture(id: string): Load<Lecture> {
  return useLoad(id, (signal) => api.get<Lecture>(`/api/lectures/${id}`, {}, signal));
}

export function useCourse(id: string | null): Load<Course> {
  return useLoad(id, (signal) => api.get<Course>(`/api/courses/${id}`, {}, signal));
}

/**
 * How to play a lecture; asked again until all of it is there, and while it is `limited`. What an earlier page could not report is sent first,
 * so that the lecture resumes where it really stopped.
 */
export function usePlayback(id: string, limited: boolean): Load<Playback> {
  const first = useRef(true);
  const load = useLoad(id, async (signal) => {
    if (first.current) await sendUnsentWithin(UNSENT_MS);
    first.current = false;
    return api.get<Playback>(`/api/lectures/${id}/playback`, {}, signal);
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

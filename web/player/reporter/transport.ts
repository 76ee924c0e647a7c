/** The two calls of a playback session, and the last try of a page that is being closed. */
import type {
  NewPlaybackSession,
  PlaybackSession,
  PlayedReport,
  Watched,
} from '../../../server/contract/progress.ts';
import { ApiFailure, api } from '../../api.ts';
import { noteSession } from '../../offline/kept.ts';

/** `begin` answers the new session's id. Both reject with `ApiFailure`. */
export interface Transport {
  begin(what: NewPlaybackSession): Promise<string>;
  report(session: string, report: PlayedReport): Promise<Watched>;
  /** Sends without hearing the answer; what it carried stays in the queue. */
  beacon(session: string, report: PlayedReport): void;
}

const path = (session: string) => `/api/playback-sessions/${session}/played`;

export const transport: Transport = {
  async begin(what) {
    const { id } = await api.post<PlaybackSession>('/api/playback-sessions', what);
    // a browser that keeps nothing may refuse this too, and plays all the same
    if (!what.after) await noteSession(what, id).catch(() => undefined);
    return id;
  },
  report: (session, report) => api.post<Watched>(path(session), report),
  beacon(session, report) {
    navigator.sendBeacon(path(session), new Blob([JSON.stringify(report)], { type: 'application/json' }));
  },
};

/**
 * Whether the same call may succeed later: unless the platform itself refused it. What stands between, a sign-in of
 * a wireless network or a proxy, refuses in words of its own, which `ApiFailure` calls `unavailable`.
 */
export function mayRetry(error: unknown): boolean {
  if (!(error instanceof ApiFailure)) return true;
  const { status, code } = error;
  return status === 0 || status === 408 || status === 429 || status >= 500 || code === 'unavailable';
}

/** The two calls of a playback session, and the last try of a page that is being closed. */
import type {
  NewPlaybackSession,
  PlaybackSession,
  PlayedReport,
  Watched,
} from '../../../server/contract/progress.ts';
import { ApiFailure, api } from '../../api.ts';

/** `begin` answers the new session's id. Both reject with `ApiFailure`. */
export interface Transport {
  begin(what: NewPlaybackSession): Promise<string>;
  report(session: string, report: PlayedReport): Promise<Watched>;
  /** Sends without hearing the answer; what it carried stays in the queue. */
  beacon(session: string, report: PlayedReport): void;
}

const path = (session: string) => `/api/playback-sessions/${session}/played`;

export const transport: Transport = {
  begin: async (what) => (await api.post<PlaybackSession>('/api/playback-sessions', what)).id,
  report: (session, report) => api.post<Watched>(path(session), report),
  beacon(session, report) {
    navigator.sendBeacon(path(session), new Blob([JSON.stringify(report)], { type: 'application/json' }));
  },
};

/** Whether the same call may succeed later: no answer, too many, or a fault of the server. */
export function mayRetry(error: unknown): boolean {
  if (!(error instanceof ApiFailure)) return false;
  return error.status === 0 || error.status === 408 || error.status === 429 || error.status >= 500;
}

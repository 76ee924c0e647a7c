/** Brings what the collector counted to the server; what cannot be sent is not kept. */
import type { QualityReport } from '../../../server/contract/quality.ts';
import { api } from '../../api.ts';

/** `report` rejects when the server did not take it. */
export interface QualityTransport {
  report(session: string, report: QualityReport): Promise<void>;
  beacon(session: string, report: QualityReport): void;
}

const path = (session: string) => `/api/playback-sessions/${session}/quality`;

export const qualityTransport: QualityTransport = {
  report: (session, report) => api.post(path(session), report),
  beacon(session, report) {
    navigator.sendBeacon(path(session), new Blob([JSON.stringify(report)], { type: 'application/json' }));
  },
};

export interface QualitySender {
  send(numbers: Omit<QualityReport, 'sn'>): void;
  /** The last try of a page that may be gone in a moment. */
  beacon(numbers: Omit<QualityReport, 'sn'>): void;
}

/**
 * Sends for the first session there is: what a later one of the same page lives through had no start of its own.
 * @param sessionOf null while there is none
 */
export function createQualitySender(
  transport: QualityTransport,
  sessionOf: () => string | null,
): QualitySender {
  let session: string | null = null;
  let sn = 0;
  let sent = '';
  let sending = false;

  /** Whether there is somebody to tell, and something new. */
  function isDue(numbers: Omit<QualityReport, 'sn'>): boolean {
    session ??= sessionOf();
    return session !== null && session === sessionOf() && JSON.stringify(numbers) !== sent;
  }

  return {
    send(numbers) {
      if (sending || !isDue(numbers) || session === null) return;
      sending = true;
      transport
        .report(session, { sn: sn++, ...numbers })
        .then(
          () => {
            sent = JSON.stringify(numbers);
          },
          () => undefined,
        )
        .finally(() => {
          sending = false;
        });
    },
    beacon(numbers) {
      if (!isDue(numbers) || session === null) return;
      transport.beacon(session, { sn: sn++, ...numbers });
      sent = JSON.stringify(numbers);
    },
  };
}

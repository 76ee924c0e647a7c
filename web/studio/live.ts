/** Follows the state of recordings until nothing more will happen to them by itself. */
import type { RecordingStatus } from '../../server/contract/recordings.ts';
import type { RecordingState } from '../../server/contract/vocabulary.ts';

const FINAL: Record<RecordingState, boolean> = {
  uploaded: false,
  probing: false,
  transcoding: false,
  ready: true,
  rejected: true,
  failed: true,
  cancelled: true,
};
/** A browser opens six connections to a server over HTTP/1.1, in all tabs: streams must not use them up. */
const MOST_STREAMS = 2;
const POLL_MS = 5_000;

/** True when nothing more will happen to the recording by itself. */
export function isFinal(state: RecordingState): boolean {
  return FINAL[state];
}

/** Which lectures are followed by a stream of events and which by asking again: the first few by stream. */
export function waysToFollow(lectureIds: readonly string[]): { streamed: string[]; polled: string[] } {
  return { streamed: lectureIds.slice(0, MOST_STREAMS), polled: lectureIds.slice(MOST_STREAMS) };
}

/** Streams or asks for the recordings of these lectures until all are final or the returned function is called. */
export function followRecordings(
  lectureIds: readonly string[],
  heard: (lectureId: string, status: RecordingStatus) => void,
): () => void {
  const { streamed, polled } = waysToFollow(lectureIds);
  const stops = [
    ...streamed.map((id) => stream(id, (status) => heard(id, status))),
    ...polled.map((id) => poll(id, (status) => heard(id, status))),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function stream(lectureId: string, heard: (status: RecordingStatus) => void): () => void {
  let stopPolling: (() => void) | null = null;
  const source = new EventSource(`/api/lectures/${lectureId}/recording/events`);
  source.onmessage = (event: MessageEvent<string>) => {
    const status = JSON.parse(event.data) as RecordingStatus;
    heard(status);
    if (isFinal(status.state)) source.close();
  };
  source.onerror = () => {
    // The browser reconnects by itself unless the answer was no stream at all (a proxy that does not let it through).
    if (source.readyState === EventSource.CLOSED) stopPolling ??= poll(lectureId, heard);
  };
  return () => {
    source.close();
    stopPolling?.();
  };
}

function poll(lectureId: string, heard: (status: RecordingStatus) => void): () => void {
  const timer = setInterval(async () => {
    const response = await fetch(`/api/lectures/${lectureId}/recording`).catch(() => null);
    if (!response?.ok) return;
    const status = (await response.json()) as RecordingStatus;
    heard(status);
    if (isFinal(status.state)) clearInterval(timer);
  }, POLL_MS);
  return () => clearInterval(timer);
}

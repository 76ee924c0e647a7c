/** Follows what happens to all lectures that one manages, in one stream. */
import type { LectureNews } from '../../server/contract/recordings.ts';
import type { RecordingState } from '../../server/contract/vocabulary.ts';

const FINAL: Record<RecordingState, boolean> = {
  uploaded: false,
  trimming: false,
  probing: false,
  transcoding: false,
  ready: true,
  rejected: true,
  failed: true,
  cancelled: true,
};
const AGAIN_MS = 5_000;

/** True when nothing more will happen to the recording by itself. */
export function isFinal(state: RecordingState): boolean {
  return FINAL[state];
}

interface Heard {
  news: (news: LectureNews) => void;
  /** something may have happened that nobody told */
  missed: () => void;
}

/** Listens until the returned function is called; what happened while the line was away is told as `missed`. */
export function followLectures({ news, missed }: Heard): () => void {
  let again: ReturnType<typeof setInterval> | undefined;
  let wasAway = false;
  const source = new EventSource('/api/recordings/events');
  source.onmessage = (event: MessageEvent<string>) => news(JSON.parse(event.data) as LectureNews);
  source.onopen = () => {
    if (wasAway) missed();
    wasAway = false;
  };
  source.onerror = () => {
    wasAway = true;
    // The browser reconnects by itself unless the answer was no stream at all (a proxy that does not let it through).
    if (source.readyState === EventSource.CLOSED) again ??= setInterval(missed, AGAIN_MS);
  };
  return () => {
    source.close();
    clearInterval(again);
  };
}

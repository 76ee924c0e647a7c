/** The state of recordings as it is now: what the list said, mended by what was heard since. */
import { useEffect, useState } from 'preact/hooks';
import type { RecordingStatus } from '../../server/contract/recordings.ts';
import { followRecordings, isFinal } from './live.ts';
import { useVisible } from './visible.ts';

interface Followed {
  id: string;
  recording: RecordingStatus | null;
}

/**
 * Follows those that are not final while the page is visible.
 * @param ended called when one of them became final, for what else has changed with it (poster, duration)
 */
export function useLiveRecordings(
  lectures: readonly Followed[],
  ended: () => void,
): (lecture: Followed) => RecordingStatus | null {
  const [heard, setHeard] = useState<ReadonlyMap<string, RecordingStatus>>(new Map());
  const visible = useVisible();
  const running = lectures.flatMap(({ id, recording }) =>
    recording && !isFinal(recording.state) ? [id] : [],
  );
  const key = running.join(' ');

  // The key says when other recordings are to be followed.
  useEffect(() => {
    if (!visible || key === '') return;
    // What had ended and runs again was tried again: its end is no longer true.
    setHeard((last) => new Map([...last].filter(([, status]) => !isFinal(status.state))));
    return followRecordings(key.split(' '), (lectureId, status) => {
      setHeard((last) => new Map(last).set(lectureId, status));
      if (isFinal(status.state)) ended();
    });
  }, [key, visible]);

  return ({ id, recording }) => {
    const live = heard.get(id);
    // After a new upload or a reload of the list, what was heard of the old recording no longer counts.
    return recording && live?.id === recording.id && !isFinal(recording.state) ? live : recording;
  };
}

/** How lectures stand now: what the list said, mended by what was heard since. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LectureNews, RecordingStatus } from '../../server/contract/recordings.ts';
import { followLectures, isFinal } from './live.ts';
import { useVisible } from './visible.ts';

interface Followed {
  id: string;
  recording: RecordingStatus | null;
}

/** What was heard of a lecture, and what the list said of its recording then. */
type Heard = { news: LectureNews; listed: RecordingStatus | null };

/** How a lecture stands: its newest recording, what is being uploaded to it, and whether a worker is there. */
export type Live = Omit<LectureNews, 'lectureId' | 'changed'> & {
  /** other words whenever one of these has changed, or may have: what shows it loads it again */
  changed: Record<keyof LectureNews['changed'], string>;
};

/**
 * Follows these lectures while the page is visible.
 * @param reload called when more has changed than what was heard: something ended (poster, duration), another
 * recording came, or the line was away
 * @param appeared called when something is heard for the first time of a lecture that is not among these
 */
export function useLive(
  lectures: readonly Followed[],
  reload: () => void,
  appeared?: () => void,
): (lecture: Followed) => Live {
  const [heard, setHeard] = useState<ReadonlyMap<string, Heard>>(new Map());
  const [missed, setMissed] = useState(0);
  const visible = useVisible();
  const wasHidden = useRef(false);
  const latest = useRef({ lectures, reload, appeared });
  latest.current = { lectures, reload, appeared };
  const strangers = useRef(new Set<string>());

  useEffect(() => {
    if (!visible) {
      wasHidden.current = true;
      return;
    }
    const catchUp = () => {
      setHeard(new Map());
      setMissed((times) => times + 1);
      latest.current.reload();
    };
    // What happened while nobody looked.
    if (wasHidden.current) catchUp();
    return followLectures({
      missed: catchUp,
      news(one) {
        const { lectureId, recording } = one;
        const { lectures, reload, appeared } = latest.current;
        const listed = lectures.find(({ id }) => id === lectureId);
        setHeard((last) => new Map(last).set(lectureId, { news: one, listed: listed?.recording ?? null }));
        if (listed && changesMore(listed.recording, recording)) reload();
        if (listed || strangers.current.has(lectureId)) return;
        strangers.current.add(lectureId);
        appeared?.();
      },
    });
  }, [visible]);

  return ({ id, recording }) => {
    const { news, listed } = heard.get(id) ?? {};
    const { uploads = [], noWorker = false, changed } = news ?? {};
    const words = (name: keyof LectureNews['changed']) => `${missed} ${changed?.[name] ?? ''}`;
    return {
      recording: newerOf(recording, news?.recording ?? null, recording !== listed),
      ...{ uploads, noWorker },
      changed: { poster: words('poster'), proposals: words('proposals'), drafts: words('drafts') },
    };
  };
}

/** Whether the list has to be read again after such news. */
export function changesMore(listed: RecordingStatus | null, news: RecordingStatus | null): boolean {
  if (listed === null || news === null) return listed !== news;
  return listed.id !== news.id || (isFinal(news.state) && listed.state !== news.state);
}

/**
 * Which of two is shown. Of another recording than the list's the list will hear when it is read again; what had
 * ended and runs again in a list that was read since was tried again after its end was heard.
 * @param readAgain whether the list was read again after it was heard
 */
export function newerOf(
  listed: RecordingStatus | null,
  heard: RecordingStatus | null,
  readAgain: boolean,
): RecordingStatus | null {
  if (!heard || listed?.id !== heard.id) return listed;
  if (!readAgain) return heard;
  if (isFinal(listed.state)) return isFinal(heard.state) ? listed : heard;
  return isFinal(heard.state) ? listed : heard;
}

/** Reports what one opening of a lecture played. */
import type { NewPlaybackSession, PlayedSegment, Watched } from '../../../server/contract/progress.ts';
import { backoff } from './backoff.ts';
import { BATCH, deliver } from './deliver.ts';
import { mirrored, type Opening, type Queue } from './queue.ts';
import { advance, FRESH, type Happening, type Moment } from './segments.ts';
import { mayRetry, type Transport } from './transport.ts';

export interface Reporter {
  /** Begins the playback session, with the first wish to play. */
  begin(): void;
  /** The playback session; null while there is none. */
  session(): string | null;
  /** Takes in what happened to the media element. */
  happen(happening: Happening, moment: Moment): void;
  /** Sends what is queued. */
  flush(): void;
  /** The last try of a page that may be gone in a moment. */
  beacon(): void;
  /** No more tries of its own; what is left in the queue is sent at the next load. */
  close(): void;
}

interface Needs {
  key: string;
  /** what plays */
  what: NewPlaybackSession;
  /** survives a reload */
  durable: Queue;
  transport: Transport;
  onWatched: (watched: Watched) => void;
}

export function createReporter({ key, what, durable, transport, onWatched }: Needs): Reporter {
  const opening: Opening = { ...what, key, session: null, position: 0 };
  const queue = mirrored(durable);
  /** The same as in the queue, at hand without waiting for it. */
  let unacknowledged: PlayedSegment[] = [];
  let tracker = FRESH;
  let begun = false;
  let sending = false;
  let again = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  async function send(): Promise<void> {
    try {
      const watched = await deliver(queue, transport, opening);
      failures = 0;
      if (watched) onWatched(watched);
    } catch (error) {
      if (mayRetry(error)) {
        failures += 1;
        if (!closed) timer = setTimeout(flush, backoff(failures));
      } else {
        await queue.forget(key);
      }
    }
    unacknowledged = await queue.segments(key);
  }

  function flush(): void {
    if (!begun || (opening.session && unacknowledged.length === 0)) return;
    if (sending) {
      again = true;
      return;
    }
    clearTimeout(timer);
    sending = true;
    again = false;
    void send().finally(() => {
      sending = false;
      if (again && failures === 0) flush();
    });
  }

  function begin(): void {
    if (begun) return;
    begun = true;
    flush();
  }

  return {
    begin,
    session: () => opening.session,
    happen(happening, moment) {
      opening.position = moment.time;
      const { tracker: next, segment } = advance(tracker, happening, moment);
      tracker = next;
      if (happening === 'playing') begin();
      if (!segment) return;
      unacknowledged = [...unacknowledged, segment];
      void queue.keep(opening);
      void queue.add(key, segment);
    },
    flush,
    beacon() {
      if (!opening.session || unacknowledged.length === 0) return;
      const report = { segments: unacknowledged.slice(0, BATCH), position: opening.position };
      transport.beacon(opening.session, report);
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/** Reports what one opening of a lecture played. */
import type { NewPlaybackSession, PlayedSegment, Watched } from '../../../server/contract/progress.ts';
import { ApiFailure } from '../../api.ts';
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
  /** Sends what is queued, with no further try of its own: what is left then is sent at the next visit. */
  close(): Promise<void>;
}

interface Needs {
  key: string;
  /** what plays */
  what: NewPlaybackSession;
  /** survives a reload */
  durable: Promise<Queue>;
  transport: Transport;
  onWatched: (watched: Watched) => void;
}

export function createReporter({ key, what, durable, transport, onWatched }: Needs): Reporter {
  const opening: Opening = { ...what, key, session: null, position: 0, at: Date.now() };
  const queue = mirrored(durable);
  /** The same as in the queue, at hand without waiting for it. */
  let unacknowledged: PlayedSegment[] = [];
  let tracker = FRESH;
  let begun = false;
  let sending: Promise<void> | null = null;
  let again = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  /** This browser keeps no cookies: every report would be somebody else's. */
  let unknown = false;

  /** A session that the server no longer knows (its viewer signed out, say) is begun anew, once. */
  async function delivered(): Promise<Watched | null> {
    try {
      return await deliver(queue, transport, opening);
    } catch (error) {
      if (!opening.session || !(error instanceof ApiFailure) || error.code !== 'not_found') throw error;
      opening.session = null;
      return await deliver(queue, transport, opening).catch((second: unknown) => {
        unknown = second instanceof ApiFailure && second.code === 'not_found';
        throw second;
      });
    }
  }

  async function send(): Promise<void> {
    try {
      const watched = await delivered();
      failures = 0;
      if (watched) onWatched(watched);
    } catch (error) {
      if (mayRetry(error)) {
        opening.unreached ||= opening.session === null;
        failures += 1;
        if (!closed) timer = setTimeout(flush, backoff(failures));
      } else {
        await queue.forget(key);
      }
    }
    unacknowledged = await queue.segments(key);
  }

  function flush(): void {
    if (!begun || unknown || (opening.session && unacknowledged.length === 0)) return;
    if (sending) {
      again = true;
      return;
    }
    clearTimeout(timer);
    again = false;
    sending = send().finally(() => {
      sending = null;
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
    async close() {
      closed = true;
      clearTimeout(timer);
      flush();
      while (sending) await sending;
    },
  };
}

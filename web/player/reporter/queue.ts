/** Played segments that the server has not acknowledged yet. */
import type { NewPlaybackSession, PlayedSegment } from '../../../server/contract/progress.ts';

/** One opening of one lecture in one page. */
export interface Opening extends NewPlaybackSession {
  /** ours, from the first play on; the playback session's id comes later or, without a network, not at all */
  key: string;
  session: string | null;
  /** where to resume, s */
  position: number;
  /** when it was opened, by this device's clock: the last one of a lecture says where that resumes here */
  at: number;
  /** the server could not be asked when it began to play: then it comes `after` an earlier session */
  unreached?: boolean;
}

export interface Queue {
  /** Adds the opening, or takes over its new session and position. */
  keep(opening: Opening): Promise<void>;
  add(key: string, segment: PlayedSegment): Promise<void>;
  /** Unacknowledged segments of an opening, oldest first. */
  segments(key: string): Promise<PlayedSegment[]>;
  acknowledge(key: string, seqs: readonly number[]): Promise<void>;
  openings(): Promise<Opening[]>;
  /** Removes an opening with all that is left of it. */
  forget(key: string): Promise<void>;
}

/** A queue that lives as long as the page: what is sent, and all there is in browsers that refuse IndexedDB. */
export function memoryQueue(): Queue {
  const openings = new Map<string, Opening>();
  const kept = new Map<string, PlayedSegment[]>();
  return {
    async keep(opening) {
      openings.set(opening.key, { ...opening });
    },
    async add(key, segment) {
      kept.set(key, [...(kept.get(key) ?? []), segment]);
    },
    async segments(key) {
      return kept.get(key) ?? [];
    },
    async acknowledge(key, seqs) {
      kept.set(
        key,
        (kept.get(key) ?? []).filter((segment) => !seqs.includes(segment.seq)),
      );
    },
    async openings() {
      return [...openings.values()];
    },
    async forget(key) {
      openings.delete(key);
      kept.delete(key);
    },
  };
}

/**
 * A queue of this page that is also kept in `durable`. It is read from memory and waits for nothing else, so that a
 * database that is full, broken or never opens costs only the survival of a reload.
 */
export function mirrored(durable: Promise<Queue>): Queue {
  const memory = memoryQueue();
  const both = (write: (queue: Queue) => Promise<void>) => {
    void durable.then(write).catch(() => undefined);
    return write(memory);
  };
  return {
    segments: memory.segments,
    openings: memory.openings,
    keep: (opening) => both((queue) => queue.keep(opening)),
    add: (key, segment) => both((queue) => queue.add(key, segment)),
    acknowledge: (key, seqs) => both((queue) => queue.acknowledge(key, seqs)),
    forget: (key) => both((queue) => queue.forget(key)),
  };
}

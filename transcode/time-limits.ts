/** How long a command may take in all, and how long it may go without getting further. */
import { Failure } from './failures.ts';

/** What a command may take. */
export type Time = {
  /** ms in all */
  wallMs: number;
  /** ms more than `stallMs` until it first gets further */
  runUpMs: number;
};
export type TimeLimits = Pick<Time, 'wallMs'> & {
  /** ms it may go without getting further */
  stallMs: number;
  /**
   * ffmpeg says nothing while it decodes its way to what is wanted. How long that may be is asked once, and only of a
   * command that has been silent from its start: to look it up takes an ffmpeg of its own.
   */
  inAll?: (() => Promise<Time>) | undefined;
};

/**
 * Watches over a command that has just started.
 * @param end told why, when it takes longer: {Failure} timeout, or what `inAll` throws
 * @returns moved: to be told when it gets further; stop: when it has ended, settles once nothing is asked any more
 */
export function watchTime({ wallMs, stallMs, inAll }: TimeLimits, end: (why: Error) => void) {
  const started = performance.now();
  let toAsk = inAll;
  let asking = Promise.resolve();
  let stopped = false;
  let stall = stallAfter(stallMs);
  let wall = wallAfter(wallMs);

  function wallAfter(ms: number) {
    const left = Math.max(0, started + ms - performance.now());
    return setTimeout(() => end(new Failure('timeout', `not done in ${ms / 1000} s`)), left);
  }
  function stallAfter(ms: number) {
    const silent = () => {
      if (toAsk) {
        asking = ask(toAsk).catch((error: Error) => {
          if (!stopped) end(error);
        });
      } else end(new Failure('timeout', `no progress for ${ms / 1000} s`));
    };
    return setTimeout(silent, ms);
  }
  async function ask(of: () => Promise<Time>) {
    toAsk = undefined;
    const silentFor = stall;
    const time = await of();
    if (stopped) return;
    clearTimeout(wall);
    wall = wallAfter(time.wallMs);
    if (stall === silentFor) stall = stallAfter(time.runUpMs);
  }

  return {
    moved() {
      toAsk = undefined;
      clearTimeout(stall);
      stall = stallAfter(stallMs);
    },
    stop(): Promise<void> {
      stopped = true;
      clearTimeout(stall);
      clearTimeout(wall);
      return asking;
    },
  };
}

/** Joins a media element to a reporter: which event means what, and when a report is due. */
import type { NewPlaybackSession, Watched } from '../../../server/contract/progress.ts';
import type { Media } from '../media.ts';
import { followQuality } from '../quality/follow.ts';
import { browserQueue } from './indexed-queue.ts';
import { hold } from './lock.ts';
import { createReporter, type Reporter } from './reporter.ts';
import type { Happening } from './segments.ts';
import { transport } from './transport.ts';

const EVERY_MS = 15_000;
/** Dragging the seek bar is many seeks: one report is enough. */
const SETTLE_MS = 1000;

/** Reports what `video` plays, and how, until the answered function is called. */
export function listen(
  video: HTMLVideoElement,
  failure: Media['failure'],
  what: NewPlaybackSession,
  onWatched: (watched: Watched) => void,
): () => void {
  const gone = new AbortController();
  const key = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const release = hold(key);
  const reporter = createReporter({ key, what, durable: browserQueue(), transport, onWatched });
  // How a kept copy plays says nothing of the network.
  const stopQuality = what.after ? () => {} : followQuality(video, failure, reporter.session);
  const stop = follow(video, reporter, gone.signal);
  return () => {
    gone.abort();
    stopQuality();
    stop();
    // held until the last report is answered: nobody else begins a session for what it carries
    void reporter.close().finally(release);
  };
}

function follow(video: HTMLVideoElement, reporter: Reporter, signal: AbortSignal): () => void {
  let time = video.currentTime;
  const happen = (happening: Happening) => {
    time = video.currentTime;
    reporter.happen(happening, { at: performance.now(), time, rate: video.playbackRate });
  };
  const moving = () => !video.paused && !video.seeking && video.readyState >= video.HAVE_FUTURE_DATA;
  const on = (target: EventTarget, types: string, handler: () => void) => {
    for (const type of types.split(' ')) target.addEventListener(type, handler, { signal });
  };

  let settling: ReturnType<typeof setTimeout> | undefined;
  const flushSoon = () => {
    clearTimeout(settling);
    settling = setTimeout(reporter.flush, SETTLE_MS);
  };
  const last = () => {
    happen('cut');
    reporter.beacon();
  };

  if (!video.paused) reporter.begin();
  // what rests says where the first play begins
  happen(moving() ? 'playing' : 'seeking');
  on(video, 'play', reporter.begin);
  on(video, 'playing', () => happen('playing'));
  // Chromium fires no `playing` after a stall that ends while it is seeking.
  on(video, 'timeupdate', () => happen(moving() ? 'playing' : 'sample'));
  on(video, 'waiting', () => happen('stop'));
  // Without media it is at no time: it stopped where it was.
  on(video, 'emptied', () =>
    reporter.happen('stop', { at: performance.now(), time, rate: video.playbackRate }),
  );
  on(video, 'pause ended', () => {
    happen('stop');
    reporter.flush();
  });
  on(video, 'seeking', () => {
    happen('seeking');
    flushSoon();
  });
  // A seek within what is buffered need not be followed by `playing`.
  on(video, 'seeked', () => moving() && happen('playing'));
  on(video, 'ratechange', () => {
    happen('cut');
    flushSoon();
  });
  on(document, 'visibilitychange', () => document.visibilityState === 'hidden' && last());
  on(window, 'pagehide', last);
  on(window, 'online', reporter.flush);
  const beat = setInterval(() => {
    happen('cut');
    reporter.flush();
  }, EVERY_MS);

  return () => {
    clearTimeout(settling);
    clearInterval(beat);
    happen('stop');
  };
}

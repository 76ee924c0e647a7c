/** Joins a media element to the collector: which event means what, and when a report is due. */
import type { Signal } from '@preact/signals';
import type { Failure } from '../condition.ts';
import { advance, type QualityHappening, reportOf, UNPLAYED } from './collector.ts';
import { rungOf } from './rung.ts';
import { createQualitySender, qualityTransport } from './sender.ts';

/** All numbers are of the whole session, so one report a minute loses nothing of those in between. */
const EVERY_MS = 60_000;

/**
 * Reports how `video` plays until the answered function is called.
 * @param sessionOf the playback session; null while there is none
 */
export function followQuality(
  video: HTMLVideoElement,
  failure: Signal<Failure | null>,
  sessionOf: () => string | null,
): () => void {
  const gone = new AbortController();
  const sender = createQualitySender(qualityTransport, sessionOf);
  let quality = UNPLAYED;
  const happen = (happening: QualityHappening) => {
    const { currentTime: time, playbackRate: rate, videoWidth, videoHeight } = video;
    const moment = { at: performance.now(), time, rate, rung: rungOf(videoWidth, videoHeight) };
    quality = advance(quality, happening, moment);
  };
  const moving = () => !video.paused && !video.seeking && video.readyState >= video.HAVE_FUTURE_DATA;
  const on = (target: EventTarget, types: string, handler: () => void) => {
    for (const type of types.split(' ')) target.addEventListener(type, handler, { signal: gone.signal });
  };
  const send = () => {
    if (moving()) happen('moving');
    sender.send(reportOf(quality, performance.now()));
  };
  const last = () => {
    if (moving()) happen('moving');
    sender.beacon(reportOf(quality, performance.now()));
  };

  if (document.visibilityState === 'hidden') happen('hidden');
  on(video, 'play', () => happen('play'));
  on(video, 'playing', () => {
    if (!video.seeking) happen('moving');
    whenShown(video, () => happen('shown'));
  });
  // Chromium fires no `playing` after a stall that ends while it is seeking.
  on(video, 'timeupdate seeked', () => moving() && happen('moving'));
  on(video, 'waiting', () => happen('waiting'));
  on(video, 'seeking emptied', () => happen('seeking'));
  on(video, 'pause ended', () => {
    happen('pause');
    send();
  });
  on(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') return happen('visible');
    // no more pictures are shown, and the one that was due would have been
    if (moving()) happen('shown');
    last();
    happen('hidden');
  });
  on(window, 'pagehide', last);
  const unfollow = failure.subscribe((kind) => {
    if (kind === null) return;
    happen(kind);
    send();
  });
  const beat = setInterval(send, EVERY_MS);

  return () => {
    gone.abort();
    unfollow();
    clearInterval(beat);
    if (!video.paused) happen('pause');
    send();
  };
}

/** Runs when the next picture is on the screen; where nobody can tell, or see it, or there is only sound, at once. */
function whenShown(video: HTMLVideoElement, then: () => void): void {
  const shows = document.visibilityState === 'visible' && video.videoWidth > 0;
  if (!shows || !('requestVideoFrameCallback' in video)) then();
  else video.requestVideoFrameCallback(then);
}

/** The media element as the page sees it: what it does as signals, what it is asked to do as methods. */
import { signal } from '@preact/signals';
import type { Failure } from './condition.ts';
import { prefer, preferences } from './preferences.ts';
import { stepSpeed } from './speeds.ts';

/** Playing at the very end would end at once: a seek to it stops this much before, s. */
const BEFORE_END = 0.5;

export class Media {
  readonly paused = signal(true);
  /** media time, s */
  readonly time = signal(0);
  /** of the whole lecture, also while only its beginning can be played, s */
  readonly total = signal(0);
  /** how far the playlist reaches, s; 0 until it is known */
  readonly available = signal(0);
  readonly rate = signal(1);
  /** since when the picture stands still although it should move, by the monotonic clock; null when it does not */
  readonly waitingSince = signal<number | null>(null);
  /** it was played at least once */
  readonly begun = signal(false);
  /** why the player gave up; null while it has not */
  readonly failure = signal<Failure | null>(null);
  #video: HTMLVideoElement | null = null;

  get video(): HTMLVideoElement | null {
    return this.#video;
  }

  /** Media time at this moment, s; the signal follows up to a quarter of a second later. */
  now(): number {
    return this.#video?.currentTime ?? this.time.peek();
  }

  /** Follows an element until the answered function is called. */
  attach(video: HTMLVideoElement): () => void {
    this.#video = video;
    const gone = new AbortController();
    const on = (types: string, handler: () => void) => {
      for (const type of types.split(' ')) video.addEventListener(type, handler, { signal: gone.signal });
    };
    const { rate, volume, muted } = preferences.peek();
    video.defaultPlaybackRate = rate;
    video.playbackRate = rate;
    video.volume = volume;
    video.muted = muted;
    on('play pause ended emptied', () => {
      this.paused.value = video.paused;
    });
    on('timeupdate seeking seeked loadedmetadata', () => {
      this.time.value = video.currentTime;
    });
    on('durationchange progress', () => this.#reach(video));
    on('ratechange', () => {
      this.rate.value = video.playbackRate;
    });
    on('volumechange', () => prefer({ volume: video.volume, muted: video.muted }));
    on('waiting', () => {
      this.waitingSince.value ??= performance.now();
    });
    on('playing pause ended emptied', () => {
      this.waitingSince.value = null;
    });
    // Chromium fires no `playing` after a stall that ends while it is seeking.
    on('timeupdate', () => {
      if (!video.seeking && video.readyState >= video.HAVE_FUTURE_DATA) this.waitingSince.value = null;
    });
    on('playing', () => {
      this.begun.value = true;
    });
    return () => {
      gone.abort();
      this.#video = null;
    };
  }

  #reach(video: HTMLVideoElement): void {
    const { seekable, duration } = video;
    const end = seekable.length > 0 ? seekable.end(seekable.length - 1) : 0;
    this.available.value = Number.isFinite(duration) ? Math.max(end, duration) : end;
    this.total.value = Math.max(this.total.peek(), Number.isFinite(duration) ? duration : 0);
  }

  /** What is loaded and not yet played, s. */
  ahead(): number {
    const { buffered, currentTime } = this.#video ?? {};
    if (!buffered || currentTime === undefined) return 0;
    for (let nth = 0; nth < buffered.length; nth++) {
      if (buffered.start(nth) <= currentTime && currentTime < buffered.end(nth))
        return buffered.end(nth) - currentTime;
    }
    return 0;
  }

  play(): void {
    // A refusal (autoplay rules) leaves the element paused, and the play button says so.
    this.#video?.play().catch(() => undefined);
  }

  pause(): void {
    this.#video?.pause();
  }

  toggle(): void {
    if (this.#video?.paused) this.play();
    else this.pause();
  }

  /** Has everybody read what was played up to here, before something takes the media time elsewhere. */
  settle(): void {
    // `seeking` and `emptied` come after the jump.
    this.#video?.dispatchEvent(new Event('timeupdate'));
  }

  /** Goes to a time, as far as the lecture can be played by now. */
  seek(to: number): void {
    const video = this.#video;
    if (!video) return;
    const end = this.available.peek() || this.total.peek();
    this.settle();
    video.currentTime = Math.max(0, end > 0 ? Math.min(to, end - BEFORE_END) : to);
  }

  skip(by: number): void {
    if (this.#video) this.seek(this.#video.currentTime + by);
  }

  setRate(rate: number): void {
    if (!this.#video) return;
    this.#video.defaultPlaybackRate = rate;
    this.#video.playbackRate = rate;
    prefer({ rate });
  }

  stepRate(by: 1 | -1): void {
    if (this.#video) this.setRate(stepSpeed(this.#video.playbackRate, by));
  }

  changeVolume(by: number): void {
    if (!this.#video) return;
    this.#video.volume = Math.min(1, Math.max(0, Math.round((this.#video.volume + by) * 100) / 100));
    if (by > 0) this.#video.muted = false;
  }

  toggleMute(): void {
    if (this.#video) this.#video.muted = !this.#video.muted;
  }
}

/** Brings a playlist into a media element: by hls.js wherever media source extensions exist, else by the browser. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';
import { type Failure, isPassing } from './condition.ts';
import { breath } from './in-time.ts';
import { type Level, savingCap } from './levels.ts';
import { loadNatively, reasonFor } from './native.ts';
import { backoff } from './reporter/backoff.ts';

/** Read ahead before the first play, s: enough to start at once, little enough for somebody who only looks. */
const AHEAD_AT_REST = 6;
/** While playing, s: enough for a tunnel, not so much that a better rung is seen only minutes later. */
const AHEAD = 30;
/** Kept behind, s: going back ten seconds loads nothing. */
const BEHIND = 60;

export interface Engine {
  /** rungs to choose from; empty where the browser chooses itself */
  levels: Signal<readonly Level[]>;
  /** index of the rung that is shown; -1 before the first */
  shown: Signal<number>;
  /** index of the rung that was asked for; null: automatic */
  chosen: Signal<number | null>;
  failure: Signal<Failure | null>;
  choose(index: number | null): void;
  /** Tries again after a failure, from where it stopped. */
  retry(): void;
  close(): void;
}

export interface Beginning {
  /** s */
  at: number;
  /** whether it plays at once */
  playing: boolean;
}

/**
 * Loads `manifest` into `video`.
 * @param saving whether an automatic rung is to be one of little data
 * @param wanted when hls.js may come
 */
export function startEngine(
  video: HTMLVideoElement,
  manifest: string,
  start: Beginning,
  saving: ReadonlySignal<boolean>,
  wanted: Promise<void>,
): Engine {
  const levels = signal<readonly Level[]>([]);
  const shown = signal(-1);
  const chosen = signal<number | null>(null);
  const failure = signal<Failure | null>(null);
  const gone = new AbortController();
  let hls: Hls | null = null;
  let recovered = 0;
  let unload = () => {};
  /** since something was last loaded */
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function onError(data: ErrorData): void {
    if (!data.fatal) return;
    // A decoder that stumbles once is started anew; twice within a minute, it will not go.
    if (data.type === 'mediaError' && performance.now() - recovered > 60_000) {
      recovered = performance.now();
      hls?.recoverMediaError();
      return;
    }
    fail(failureOf(data));
  }

  /** What the network lacks may come back by itself: it is tried again, ever less often. */
  function fail(why: Failure): void {
    failure.value = why;
    clearTimeout(timer);
    if (!isPassing(why) || gone.signal.aborted) return;
    failures += 1;
    timer = setTimeout(again, backoff(failures));
  }

  function succeed(): void {
    clearTimeout(timer);
    failures = 0;
    if (isPassing(failure.peek())) failure.value = null;
  }

  async function load({ at, playing }: Beginning): Promise<void> {
    // Read as its time until there is something to play, and where the browser itself begins.
    video.currentTime = at;
    await wanted;
    const { default: Player } = await import('hls.js');
    await breath();
    if (gone.signal.aborted) return;
    // A browser that is still looking for what to play when a source is put in forgets that play was pressed.
    const plays = playing || !video.paused;
    if (!Player.isSupported()) {
      unload = loadNatively(video, manifest, at, { onLoaded: succeed, onFailure: fail });
      if (plays) play();
      return;
    }
    // Our segments are fMP4: they pass through, and a worker would cost more to load than it saves.
    hls = new (ours(Player, saving))({
      enableWorker: false,
      startPosition: at,
      capLevelToPlayerSize: true,
      maxBufferLength: AHEAD_AT_REST,
      maxMaxBufferLength: AHEAD_AT_REST,
      backBufferLength: BEHIND,
    });
    hls.on(Player.Events.MANIFEST_PARSED, (_, data) => {
      levels.value = data.levels.map(({ width, height, bitrate }, index) => ({
        index,
        height: Math.min(width || height, height),
        bitrate,
      }));
    });
    hls.on(Player.Events.LEVEL_SWITCHED, (_, data) => {
      shown.value = data.level;
    });
    hls.on(Player.Events.ERROR, (_, data) => onError(data));
    hls.on(Player.Events.FRAG_LOADED, succeed);
    hls.loadSource(manifest);
    hls.attachMedia(video);
    unload = () => hls?.destroy();
    if (plays) play();
    readAhead();
  }

  function readAhead(): void {
    if (!hls || (video.paused && video.played.length === 0)) return;
    hls.config.maxBufferLength = AHEAD;
    hls.config.maxMaxBufferLength = AHEAD;
  }

  function reload(): void {
    const begin = { at: video.currentTime, playing: !video.paused };
    unload();
    void load(begin).catch(unreachable);
  }

  /** Goes on where it stopped, with what was loaded ahead. */
  function again(): void {
    if (!isPassing(failure.peek())) return;
    if (hls && levels.peek().length > 0) hls.startLoad();
    else reload();
  }

  // A refusal (autoplay rules) leaves the element paused, and the play button says so.
  const play = () => void video.play().catch(() => undefined);
  const unreachable = () => fail(reasonFor(0) ?? 'network');

  video.addEventListener('play', readAhead, { signal: gone.signal });
  window.addEventListener('online', again, { signal: gone.signal });
  void load(start).catch(unreachable);

  return {
    levels,
    shown,
    chosen,
    failure,
    choose(index) {
      chosen.value = index;
      if (!hls) return;
      // What was loaded ahead already is played, and not paid for twice, where data is saved.
      if (index === null && saving.peek()) hls.loadLevel = -1;
      else hls.nextLevel = index ?? -1;
    },
    retry() {
      failure.value = null;
      reload();
    },
    close() {
      gone.abort();
      clearTimeout(timer);
      unload();
    },
  };
}

/**
 * hls.js with what it has no settings for. It takes a playlist that still grows for a broadcast, and brings whoever
 * comes to its end a segment back, again and again, which would count as watched each time. Ours is a lecture that is still being made: at its end one waits.
 * And it caps rungs to the player's size alone, not to what one wants to pay for.
 */
const ours = (Player: typeof Hls, saving: ReadonlySignal<boolean>) =>
  class extends Player {
    override get maxAutoLevel(): number {
      return saving.peek() ? Math.min(super.maxAutoLevel, savingCap(this.levels)) : super.maxAutoLevel;
    }

    override get liveSyncPosition(): null {
      return null;
    }
  };

function failureOf(data: ErrorData): Failure {
  if (data.type === 'mediaError') return 'media';
  if (data.details === 'manifestIncompatibleCodecsError') return 'unsupported';
  return reasonFor(data.response?.code ?? 0) ?? 'network';
}

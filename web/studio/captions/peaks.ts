/**
 * How loud a lecture is, for the waveform. It is measured in the browser, from the segments of the low-data sound
 * that lie under the stretch on the screen (about 6 KB a second): so every lecture has a waveform, also one that
 * was transcoded before there was an editor or is still growing, and there is no file to make, store, move and
 * remove with each recording. What is not looked at is not loaded.
 */
import { type Signal, signal } from '@preact/signals';

/** Peaks kept of each second. */
const PER_SECOND = 50;
/** Samples a second that are decoded: speech is seen as well in few as in all, at a sixth of the memory. */
const RATE = 8000;

/** A segment of the playlist: seconds of the lecture, and where it is. */
export interface SoundSegment {
  start: number;
  end: number;
  url: string;
}

/** Segments of an HLS media playlist (RFC 8216) of fragmented MP4, and what begins each of them. Pure. */
export function soundSegments(
  playlist: string,
  base: string,
): { init: string | null; segments: SoundSegment[] } {
  let [init, length, at]: [string | null, number, number] = [null, 0, 0];
  const segments: SoundSegment[] = [];
  for (const line of playlist.split(/\r?\n/)) {
    const map = /^#EXT-X-MAP:.*URI="([^"]+)"/.exec(line)?.[1];
    if (map) init = new URL(map, base).href;
    const seconds = /^#EXTINF:([\d.]+)/.exec(line)?.[1];
    if (seconds) length = Number(seconds);
    if (line === '' || line.startsWith('#')) continue;
    segments.push({ start: at, end: at + length, url: new URL(line, base).href });
    at += length;
  }
  return { init, segments };
}

/** The loudest of each fiftieth of a second, 0–1. Pure. */
export function peaksOf(samples: Float32Array, rate = RATE): Float32Array {
  const step = rate / PER_SECOND;
  const peaks = new Float32Array(Math.ceil(samples.length / step));
  for (const [index, sample] of samples.entries()) {
    const at = Math.floor(index / step);
    peaks[at] = Math.max(peaks[at] ?? 0, Math.abs(sample));
  }
  return peaks;
}

export interface Peaks {
  /** changes when more is known */
  known: Signal<number>;
  /** Loads what lies between two times (s), before all that was asked for earlier. */
  want(from: number, to: number): void;
  /** The loudest between two times, 0–1; null while it is not known. */
  between(from: number, to: number): number | null;
  close(): void;
}

/** @param playlist address of the low-data sound */
export function openPeaks(playlist: string): Peaks {
  const known = signal(0);
  const gone = new AbortController();
  const measured = new Map<SoundSegment, Float32Array>();
  let segments: SoundSegment[] = [];
  let wanted: SoundSegment[] = [];
  let span: [number, number] = [0, 0];
  let init: ArrayBuffer | null = null;
  let busy = false;

  const bytes = async (url: string): Promise<ArrayBuffer> => {
    const response = await fetch(url, { signal: gone.signal });
    if (!response.ok) throw new Error(`${response.status}`);
    return response.arrayBuffer();
  };

  async function begin(): Promise<void> {
    const address = new URL(playlist, location.href).href;
    const found = soundSegments(new TextDecoder().decode(await bytes(address)), address);
    if (!found.init) return;
    init = await bytes(found.init);
    segments = found.segments;
    choose();
  }

  function choose(): void {
    const [from, to] = span;
    wanted = segments.filter((one) => one.end > from && one.start < to && !measured.has(one));
    void work();
  }

  async function work(): Promise<void> {
    if (busy || !init) return;
    busy = true;
    for (let next = wanted.shift(); next && !gone.signal.aborted; next = wanted.shift()) {
      measured.set(next, await measure(init, next));
      known.value += 1;
    }
    busy = false;
  }

  /** A segment that cannot be had or read stays flat: the waveform helps, and nothing depends on it. */
  async function measure(head: ArrayBuffer, { url }: SoundSegment): Promise<Float32Array> {
    try {
      const whole = await new Blob([head, await bytes(url)]).arrayBuffer();
      const sound = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(whole);
      return peaksOf(sound.getChannelData(0));
    } catch {
      return new Float32Array(0);
    }
  }

  void begin().catch(() => undefined);
  return {
    known,
    want(from, to) {
      span = [from, to];
      choose();
    },
    between(from, to) {
      const segment = segments.find((one) => one.start <= from && from < one.end);
      const peaks = segment && measured.get(segment);
      if (!peaks) return null;
      const first = Math.floor((from - segment.start) * PER_SECOND);
      const last = Math.max(first + 1, Math.ceil((to - segment.start) * PER_SECOND));
      return peaks.subarray(first, last).reduce((most, peak) => Math.max(most, peak), 0);
    },
    close: () => gone.abort(),
  };
}

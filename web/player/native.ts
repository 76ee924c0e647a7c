/** HLS as the browser itself plays it: older iPhones have no media source extensions. */
import type { Failure } from './condition.ts';

interface Told {
  /** there is something to play */
  onLoaded: () => void;
  onFailure: (failure: Failure) => void;
}

/** Loads `manifest` into `video`, to begin at `at` (s), until the answered function is called. */
export function loadNatively(
  video: HTMLVideoElement,
  manifest: string,
  at: number,
  { onLoaded, onFailure }: Told,
): () => void {
  if (!video.canPlayType('application/vnd.apple.mpegurl')) {
    onFailure('unsupported');
    return () => undefined;
  }
  const gone = new AbortController();
  const { signal } = gone;
  const begin = () => {
    if (at > 0 && video.currentTime < at) video.currentTime = at;
  };
  const fail = async () => {
    if (video.error?.code === MediaError.MEDIA_ERR_DECODE) return onFailure('media');
    const reason = await reasonOf(manifest);
    if (!signal.aborted) onFailure(reason);
  };
  video.addEventListener('loadedmetadata', begin, { once: true, signal });
  video.addEventListener('canplay', onLoaded, { signal });
  video.addEventListener('error', fail, { signal });
  video.src = manifest;
  return () => {
    gone.abort();
    video.removeAttribute('src');
    video.load();
  };
}

/** The element does not say why it could not load something: asked anew, the server does. */
async function reasonOf(manifest: string): Promise<Failure> {
  const response = await fetch(manifest).catch(() => null);
  return reasonFor(response?.status ?? 0) ?? (response?.ok ? 'media' : 'network');
}

/** What an HTTP status or its absence (0) says of media; undefined when it says nothing. */
export function reasonFor(status: number): Failure | undefined {
  if ([401, 403, 404, 410].includes(status)) return 'gone';
  return navigator.onLine ? undefined : 'offline';
}

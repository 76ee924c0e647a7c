/** Why a lecture cannot be kept on this device. Pure. */

/**
 * - `insecure`: browsers keep nothing for a site without https
 * - `unsupported`: the browser has no place for it
 * - `refused`: its settings do not allow it, as in private windows
 * - `space`: there is not enough room
 */
export type Obstacle = 'insecure' | 'unsupported' | 'refused' | 'space';

export interface Place {
  secure: boolean;
  /** it has caches and service workers */
  supported: boolean;
  /** a service worker of ours answers */
  answered: boolean;
  /** bytes that are free for this site; null when the browser does not say */
  free: number | null;
}

/** Bytes beside the lecture's own that are left alone: the site itself, reports that wait. */
const SPARE = 20_000_000;

/** @param bytes of the lecture */
export function obstacleTo({ secure, supported, answered, free }: Place, bytes: number): Obstacle | null {
  if (!secure) return 'insecure';
  if (!supported) return 'unsupported';
  if (!answered) return 'refused';
  return free !== null && free < bytes + SPARE ? 'space' : null;
}

/** A first visit has a service worker after a few seconds; what takes longer than this is refused, ms. */
const READY_MS = 10_000;

/** What this browser says. */
export async function lookAround(): Promise<Place> {
  const supported = 'serviceWorker' in navigator && 'caches' in globalThis;
  const [answered, estimate] = await Promise.all([
    supported && isReady(),
    navigator.storage?.estimate?.().catch(() => null),
  ]);
  const { quota, usage = 0 } = estimate ?? {};
  const free = quota === undefined ? null : Math.max(0, quota - usage);
  return { secure: isSecureContext, supported, answered, free };
}

function isReady(): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, READY_MS, false));
  return Promise.race([navigator.serviceWorker.ready.then(() => true), late]);
}

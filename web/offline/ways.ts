/** How the service worker answers a request, and the part of an answer that was asked for. Pure. */

/**
 * - `page`: from the network, and without one the app itself, which says so
 * - `shell`: a file of the build, kept under a name that changes with its content
 * - `kept`: of a kept lecture
 * - `network`: as if there were no service worker: what people are told, and media that may be limited
 */
export type Way = 'page' | 'shell' | 'kept' | 'network';

type Asked = Pick<Request, 'method' | 'mode' | 'url'>;

/** Addresses that are never a page. */
const NO_PAGE = /^\/(api|media|assets|kept|healthz|readyz|metrics)(\/|$)|\.\w+$/;

/** @param origin ours @param shell addresses of the app's files */
export function wayOf({ method, mode, url }: Asked, origin: string, shell: readonly string[]): Way {
  const { origin: theirs, pathname } = new URL(url);
  if (method !== 'GET' || theirs !== origin) return 'network';
  if (pathname.startsWith('/kept/')) return 'kept';
  if (mode === 'navigate') return NO_PAGE.test(pathname) ? 'network' : 'page';
  return shell.includes(pathname) ? 'shell' : 'network';
}

/** The lecture that a kept address is of. */
export const lectureIn = (pathname: string): string => pathname.split('/')[2] ?? '';

/**
 * The one range that a request asks for (RFC 9110 §14): null = the whole, also of several ranges.
 * @param size bytes of the whole @returns `[from, to)`
 */
export function rangeOf(
  header: string | null,
  size: number,
): { from: number; to: number } | null | 'unsatisfiable' {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return null;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size : Math.min(Number(last) + 1, size);
  return from >= to ? 'unsatisfiable' : { from, to };
}

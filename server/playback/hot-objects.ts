/** Objects that several ask for in the same moment: read once for all of them, and given out of memory from then on. */
import type { Objects } from '../http/media.ts';
import { keepUpTo } from '../kept.ts';
import type { ObjectInfo, Storage } from '../storage/storage.ts';

/** Bytes of memory for all of them: some 200 segments of slides at 1080p. */
const MOST = 96 * 1024 ** 2;
/** Bytes of the largest that is kept: 4 s of 1080p at its highest rate are 3.1 MB. */
const LARGEST = 4 * 1024 ** 2;
/**
 * ms within which a second one must ask. A lecture that a province watches at once is asked for again at once; what a
 * thousand watch at a thousand places is not, and would only push the other out.
 */
const MOMENT_MS = 250;
/** Keys of which it is known when they were asked for last. */
const REMEMBERED = 2000;
/** Read at once, at most; who asks for more of them is given them as ever. */
const LOADING = 8;

type Hot = { info: ObjectInfo; bytes: Buffer };

/**
 * A storage with a short way to what many ask for. Keys are written once, so what is kept is never stale; whether it may
 * be given to somebody is asked before, each time.
 * @param now ms of a clock that only goes on
 */
export function keepHot(storage: Storage, now: () => number = () => performance.now()): Objects {
  const kept = keepUpTo<Hot>(MOST);
  const askedAt = keepUpTo<number>(REMEMBERED);
  const loading = new Map<string, Promise<Hot | null>>();

  /** Null for what is not asked for by several, is too large, or is not there. */
  async function hotOf(key: string): Promise<Hot | null> {
    const before = askedAt.get(key) ?? Number.NEGATIVE_INFINITY;
    askedAt.put(key, now(), 1);
    const underWay = loading.get(key);
    if (underWay) return underWay;
    if (now() - before > MOMENT_MS || loading.size === LOADING) return null;
    const one = load(key).finally(() => loading.delete(key));
    loading.set(key, one);
    return one;
  }

  async function load(key: string): Promise<Hot | null> {
    const info = await storage.head(key);
    if (!info || info.bytes > LARGEST) return null;
    const pieces: Buffer[] = [];
    for await (const piece of await storage.read(key)) pieces.push(piece);
    const hot = { info, bytes: Buffer.concat(pieces) };
    kept.put(key, hot, hot.bytes.length);
    return hot;
  }

  return {
    publicUrl: (key) => storage.publicUrl(key),
    async head(key) {
      const hot = kept.get(key) ?? (await hotOf(key));
      return hot?.info ?? storage.head(key);
    },
    async read(key, range) {
      const hot = kept.get(key);
      if (!hot) return storage.read(key, range);
      return range ? hot.bytes.subarray(range.start, range.end + 1) : hot.bytes;
    },
  };
}

/** SHA-256 of the files in the queue, read by a worker beside the upload; the server compares it with what arrived. */

export type HashReply = { sha256: string } | { error: string };

interface Running {
  hash: Promise<string>;
  stop: () => void;
}
const running = new Map<number, Running>();

/** Hex of an item's file; asked again meanwhile it is the same reading. Rejects when the file cannot be read. */
export function hashOf(id: number, file: File): Promise<string> {
  const known = running.get(id);
  if (known) return known.hash;
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
  const { promise: hash, resolve, reject } = Promise.withResolvers<string>();
  const end = () => {
    worker.terminate();
    running.delete(id);
  };
  worker.onmessage = ({ data }: MessageEvent<HashReply>) => {
    end();
    if ('sha256' in data) resolve(data.sha256);
    else reject(new Error(data.error));
  };
  worker.onerror = (event) => {
    end();
    reject(new Error(event.message));
  };
  const stop = () => {
    end();
    reject(new Error('nobody waits for the hash any more'));
  };
  // whoever asks is told; nobody may be asking any more
  hash.catch(() => {});
  running.set(id, { hash, stop });
  worker.postMessage(file);
  return hash;
}

/** Reads no further. */
export function stopHashing(id: number): void {
  running.get(id)?.stop();
}

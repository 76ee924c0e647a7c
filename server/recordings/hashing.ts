/**
 * SHA-256 of staged files, on a thread of its own. It reads behind the bytes that land, while they are still in the
 * system's memory: at the finish of a file of 10 GB there is no minute of reading left, and nobody else waits for it.
 * What it knows is lost with the process; then the file is read from its beginning.
 */
import { Worker } from 'node:worker_threads';

export type HashOrder =
  | { kind: 'landed'; id: string; path: string; bytes: number }
  | { kind: 'digest'; id: string; path: string; bytes: number; question: number }
  | { kind: 'forget'; id: string };
export type HashAnswer = { question: number; sha256: string } | { question: number; error: string };

export type Hashing = {
  /** The first `bytes` of a staged file are there, and never change any more. */
  landed: (id: string, path: string, bytes: number) => void;
  /** Hex of the file, which has that many bytes; rejects when it cannot be read. */
  sha256: (id: string, path: string, bytes: number) => Promise<string>;
  /** The file is gone, or nobody will ask again. */
  forget: (id: string) => void;
  close: () => Promise<void>;
};

/** What the thread allocates lives for a slice's time: with Node's usual young generation it would take 30 MB. */
const SMALL = { maxYoungGenerationSizeMb: 2 };

export function openHashing(): Hashing {
  let thread: Worker | null = null;
  let asked = 0;
  const waiting = new Map<number, PromiseWithResolvers<string>>();

  function start(): Worker {
    const started = new Worker(new URL('./hash-thread.ts', import.meta.url), { resourceLimits: SMALL });
    started.unref();
    started.on('message', (answer: HashAnswer) => {
      const asker = waiting.get(answer.question);
      waiting.delete(answer.question);
      if ('sha256' in answer) asker?.resolve(answer.sha256);
      else asker?.reject(new Error(`The staged file cannot be read: ${answer.error}`));
    });
    // without a listener an error of the thread would end the process
    started.on('error', () => {});
    started.on('exit', () => {
      if (thread === started) thread = null;
      for (const asker of waiting.values()) asker.reject(new Error('The thread that reads files ended.'));
      waiting.clear();
    });
    return started;
  }

  function order(one: HashOrder): void {
    thread ??= start();
    thread.postMessage(one);
  }

  return {
    landed: (id, path, bytes) => order({ kind: 'landed', id, path, bytes }),
    sha256(id, path, bytes) {
      const question = ++asked;
      const asker = Promise.withResolvers<string>();
      waiting.set(question, asker);
      order({ kind: 'digest', id, path, bytes, question });
      return asker.promise;
    },
    forget: (id) => thread?.postMessage({ kind: 'forget', id } satisfies HashOrder),
    async close() {
      await thread?.terminate();
    },
  };
}

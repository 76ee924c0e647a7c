/**
 * argon2id on threads of its own, which go behind all others: on libuv's, from which files are read, a crowd that signs
 * in took the cores from everybody who watches.
 */
import { Worker } from 'node:worker_threads';

/** What is hashed, and how costly: as `crypto.argon2` takes it. */
type Derivation = {
  message: string;
  nonce: Uint8Array;
  /** KiB */
  memory: number;
  passes: number;
  parallelism: number;
  /** bytes */
  tagLength: number;
};
export type Argon2Order = Derivation & { question: number };
export type Argon2Answer = { question: number; tag: Uint8Array };

type Thread = { worker: Worker; waiting: Map<number, PromiseWithResolvers<Buffer>> };
const threads: Thread[] = [];
let asked = 0;

/** @returns the tag; a thread is begun when all have something to do, and stays. Rejects when it ends, or cannot */
export function argon2id(derivation: Derivation): Promise<Buffer> {
  const thread = threads.find(({ waiting }) => waiting.size === 0) ?? begin();
  const question = ++asked;
  const asker = Promise.withResolvers<Buffer>();
  thread.waiting.set(question, asker);
  thread.worker.ref();
  thread.worker.postMessage({ ...derivation, question } satisfies Argon2Order);
  return asker.promise;
}

function begin(): Thread {
  const worker = new Worker(new URL('./argon2-thread.ts', import.meta.url));
  const thread: Thread = { worker, waiting: new Map() };
  const settle = ({ question, tag }: Argon2Answer) => {
    thread.waiting.get(question)?.resolve(Buffer.from(tag));
    thread.waiting.delete(question);
    // one that has nothing to do keeps no process from ending
    if (thread.waiting.size === 0) worker.unref();
  };
  worker.on('message', settle);
  // without a listener an error of the thread would end the process
  worker.on('error', () => {});
  worker.on('exit', () => {
    threads.splice(threads.indexOf(thread), 1);
    for (const asker of thread.waiting.values()) asker.reject(new Error('The thread that hashes ended.'));
  });
  threads.push(thread);
  return thread;
}

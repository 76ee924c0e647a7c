/** The thread of `argon2.ts`. */
import { argon2Sync } from 'node:crypto';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { Argon2Answer, Argon2Order } from './argon2.ts';

// On Linux of this thread alone: who plays a lecture and who asks for pages goes before who signs in.
const NICE = 10;
if (process.platform === 'linux') setPriority(NICE);

parentPort?.on('message', ({ question, ...order }: Argon2Order) => {
  parentPort?.postMessage({ question, tag: argon2Sync('argon2id', order) } satisfies Argon2Answer);
});

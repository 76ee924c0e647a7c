/** The thread of `hashing.ts`: reads staged files as they grow, so that a finish has little left to read. */
import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import type { HashAnswer, HashOrder } from './hashing.ts';

const SLICE_BYTES = 1024 ** 2;

/** A file of which a beginning has been read. */
type Read = { hash: Hash; done: number; target: number; reading: Promise<void> | null };
const files = new Map<string, Read>();

parentPort?.on('message', async (order: HashOrder) => {
  if (order.kind === 'forget') return void files.delete(order.id);
  const { id, path, bytes } = order;
  const file = files.get(id) ?? { hash: createHash('sha256'), done: 0, target: 0, reading: null };
  files.set(id, file);
  file.target = Math.max(file.target, bytes);
  file.reading ??= readOn(file, path).finally(() => {
    file.reading = null;
  });
  try {
    await file.reading;
    if (order.kind === 'landed') return;
    if (file.done !== bytes) throw new Error(`${file.done} of ${bytes} bytes could be read.`);
    answer({ question: order.question, sha256: file.hash.copy().digest('hex') });
  } catch (error) {
    files.delete(id);
    if (order.kind === 'digest') answer({ question: order.question, error: String(error) });
  }
});

const answer = (said: HashAnswer) => parentPort?.postMessage(said);

/** Reads until the target, which may move meanwhile, or the file's end. */
async function readOn(file: Read, path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const slice = Buffer.allocUnsafe(SLICE_BYTES);
    while (file.done < file.target) {
      const length = Math.min(SLICE_BYTES, file.target - file.done);
      const { bytesRead } = await handle.read(slice, 0, length, file.done);
      if (bytesRead === 0) return;
      file.hash.update(slice.subarray(0, bytesRead));
      file.done += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

/** A file that is read to be sent. */
import type { FileHandle } from 'node:fs/promises';
import { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ByteRange } from './storage.ts';

/** Bytes read at once: every piece is a way to another thread and back, whatever its length. */
const PIECE = 256 * 1024;
/** Pieces of memory that lie ready for the next answer, at most: 16 MB. */
const MOST_SPARE = 64;
const spare: Buffer[] = [];

/**
 * Bytes of an open file, which is closed at the end. Into an answer they go by memory that is used again once the
 * connection has taken it: pieces that are made anew for every segment keep the garbage collector busy for longer than
 * all else of it takes. Everybody else is given pieces of their own.
 */
export class FileStream extends Readable {
  readonly #file: FileHandle;
  #at: number;
  readonly #end: number;

  /** @param range without it all of the file */
  constructor(file: FileHandle, { start, end }: ByteRange = { start: 0, end: Number.POSITIVE_INFINITY }) {
    super({ highWaterMark: PIECE });
    this.#file = file;
    this.#at = start;
    this.#end = end;
  }

  override pipe<T extends NodeJS.WritableStream>(target: T, options?: { end?: boolean }): T {
    if (!(target instanceof ServerResponse) || options?.end === false) return super.pipe(target, options);
    this.#sendTo(target).catch((error: Error) => this.destroy(error));
    return target;
  }

  override _read(): void {
    this.#next(Buffer.allocUnsafeSlow(PIECE)).then(
      (piece) => this.push(piece),
      (error: Error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#file.close().then(() => done(error), done);
  }

  async #sendTo(response: ServerResponse): Promise<void> {
    const memory = spare.pop() ?? Buffer.allocUnsafeSlow(PIECE);
    for (let piece = await this.#next(memory); piece; piece = await this.#next(memory)) {
      // whoever asked is gone: the connection may still hold the memory, which is left to it
      if (!(await isTaken(response, piece))) return void this.destroy();
    }
    if (spare.length < MOST_SPARE) spare.push(memory);
    this.once('end', () => response.end());
    this.push(null);
    this.resume();
  }

  /** What comes next of the file, in the memory; null = nothing more. */
  async #next(memory: Buffer): Promise<Buffer | null> {
    const length = Math.min(memory.length, this.#end + 1 - this.#at);
    if (length <= 0) return null;
    const { bytesRead } = await this.#file.read(memory, 0, length, this.#at);
    this.#at += bytesRead;
    return bytesRead === 0 ? null : memory.subarray(0, bytesRead);
  }
}

/** Settles when the connection no longer needs the bytes: whether it could send them. */
const isTaken = (response: ServerResponse, bytes: Buffer): Promise<boolean> =>
  new Promise((settle) => response.write(bytes, (error) => settle(!error)));

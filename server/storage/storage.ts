/** Where media lives. Keys are built in `keys.ts` alone; a key is written once and never changed. */
import type { Readable } from 'node:stream';

export type ObjectInfo = { bytes: number; contentType: string };
/** As a list tells of it. */
export type StoredObject = { key: string; bytes: number; storedAt: Date };
/** `[start, end]` in bytes, both included, as in RFC 9110 */
export type ByteRange = { start: number; end: number };

export interface Storage {
  /**
   * Whether it can be used.
   * @throws {ConfigError} when settings are wrong; anything else when it cannot be reached just now
   */
  check(): Promise<void>;
  /** Stores a file that is already on this machine's disk. All of it is there when this returns. */
  putFile(key: string, path: string, contentType: string): Promise<void>;
  /** As putFile, and the file is given away: it may be moved instead of copied. */
  moveFile(key: string, path: string, contentType: string): Promise<void>;
  put(key: string, body: string | Uint8Array, contentType: string): Promise<void>;
  /** Size and type, or null when there is no such object. */
  head(key: string): Promise<ObjectInfo | null>;
  /** @throws {ObjectMissing} */
  read(key: string, range?: ByteRange): Promise<Readable>;
  /** Where the object lies on this disk, to be read and never written; null = it must be downloaded. */
  localPath(key: string): string | null;
  /** An address from which browsers may read the object themselves; null = the API passes it on. */
  publicUrl(key: string): Promise<string | null>;
  /** Removes everything under a prefix that ends in `/`. Nothing there is no error. */
  deletePrefix(prefix: string): Promise<void>;
  /** Objects under a prefix that ends in `/`, in the order of their keys. */
  list(prefix: string): AsyncIterable<StoredObject>;
}

/** The object that was asked for is not there. */
export class ObjectMissing extends Error {
  override name = 'ObjectMissing';
  constructor(key: string, options?: ErrorOptions) {
    super(`There is no object ${key}.`, options);
  }
}

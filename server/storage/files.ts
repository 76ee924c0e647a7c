/** Storage as files under one folder: the embedded default, and any deployment on one machine. */
import {
  access,
  constants,
  copyFile,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, extname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { hasCode } from '../errors.ts';
import { FileStream } from './file-stream.ts';
import { type ByteRange, type ObjectInfo, ObjectMissing, type Storage } from './storage.ts';

/** What a browser must be told a file is; anything else is bytes to keep, not to look at. */
const CONTENT_TYPES: Record<string, string> = {
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.mp4': 'video/mp4',
  '.m4s': 'video/iso.segment',
  '.vtt': 'text/vtt; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
};

/** @param folder is made when it is not there */
export function fileStorage(folder: string): Storage {
  const root = resolve(folder);

  /** A key is a relative path of ours; anything that would leave the folder is refused. */
  function pathOf(key: string): string {
    const path = resolve(root, key);
    const leads = key.split('/').some((part) => part === '..' || part === '.');
    if (leads || !path.startsWith(root + sep) || key.includes('\0')) throw new ObjectMissing(key);
    return path;
  }

  /** Writes beside the target first: a name that exists is a file that is whole. */
  async function arrive(key: string, write: (path: string) => Promise<void>): Promise<void> {
    const path = pathOf(key);
    await mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.${crypto.randomUUID()}.part`;
    try {
      await write(temporary);
      await sync(temporary);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  return {
    async check() {
      await mkdir(root, { recursive: true });
      await access(root, constants.W_OK);
    },
    putFile: (key, path) => arrive(key, (target) => copyFile(path, target)),
    /** One rename of a file whose bytes are on the disk: at every moment it is at the one place or the other. */
    async moveFile(key, path, contentType) {
      const target = pathOf(key);
      const place = async () => {
        await mkdir(dirname(target), { recursive: true });
        await rename(path, target);
      };
      await sync(path);
      try {
        await place().catch((error: unknown) => {
          if (hasCode(error, 'ENOENT')) return place(); // its folder was swept in between
          throw error;
        });
        await sync(dirname(target));
      } catch (error) {
        if (!hasCode(error, 'EXDEV')) throw error;
        await this.putFile(key, path, contentType); // another disk: the original goes when the copy is whole
        await rm(path);
      }
    },
    put: (key, body) => arrive(key, (target) => writeFile(target, body)),

    async head(key): Promise<ObjectInfo | null> {
      try {
        const info = await stat(pathOf(key));
        return info.isFile() ? { bytes: info.size, contentType: contentTypeOf(key) } : null;
      } catch (error) {
        if (hasCode(error, 'ENOENT', 'ENOTDIR') || error instanceof ObjectMissing) return null;
        throw error;
      }
    },

    async read(key, range?: ByteRange): Promise<Readable> {
      let file: Awaited<ReturnType<typeof open>>;
      try {
        file = await open(pathOf(key));
      } catch (cause) {
        if (hasCode(cause, 'ENOENT', 'ENOTDIR')) throw new ObjectMissing(key, { cause });
        throw cause;
      }
      return new FileStream(file, range);
    },

    localPath: pathOf,
    publicUrl: async () => null,
    deletePrefix: (prefix) => rm(pathOf(prefix), { recursive: true, force: true }),

    async *list(prefix) {
      const entries = await readdir(pathOf(prefix), { recursive: true, withFileTypes: true }).catch(
        (error: unknown) => {
          if (hasCode(error, 'ENOENT')) return [];
          throw error;
        },
      );
      const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.part'));
      const paths = files.map((file) => join(file.parentPath, file.name).slice(root.length + 1));
      for (const key of paths.sort()) {
        const info = await stat(join(root, key)).catch((error: unknown) => {
          if (hasCode(error, 'ENOENT')) return null; // removed meanwhile
          throw error;
        });
        if (info) yield { key, bytes: info.size, storedAt: info.mtime };
      }
    },
  };
}

/** What an object is, by its name. */
function contentTypeOf(key: string): string {
  return CONTENT_TYPES[extname(key)] ?? 'application/octet-stream';
}

/** Bytes reach the disk before the name does. */
async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
